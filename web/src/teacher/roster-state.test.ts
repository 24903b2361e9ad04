import { describe, expect, it } from 'vitest';
import { aRecord, aSession } from '../test-records';
import { barsOf } from './ArrivalsPlot';
import { applyEvent, arrivalsOf, countRecords, emptyRoster, filterRecords } from './roster-state';

const snapshot = applyEvent(emptyRoster, 'snapshot', {
  session: aSession(),
  records: [aRecord('1'), aRecord('2', { is_attended: false, fail_reason: 'WIFI_FAILED', attendance_time: null })],
});

describe('a roster', () => {
  it('takes a newer record and leaves an older one', () => {
    const rejected = aRecord('1', {
      is_attended: false,
      fail_reason: 'Left early.',
      updated_at: '2026-11-24T09:05:00.000Z',
    });
    const after = applyEvent(snapshot, 'record', rejected);
    expect(after.records.get('1')).toBe(rejected);
    expect(applyEvent(after, 'record', aRecord('1')).records.get('1')).toBe(rejected);
  });

  it('forgets a removed record and knows the end', () => {
    expect([...applyEvent(snapshot, 'removed', { student_school_number: '1' }).records.keys()]).toEqual(['2']);
    expect(applyEvent(snapshot, 'session', aSession({ is_live: false })).session?.is_live).toBe(false);
  });

  it('ignores an event of a later version of the server', () => {
    expect(applyEvent(snapshot, 'weather', {})).toBe(snapshot);
  });

  it('counts late ones as here', () => {
    const counts = countRecords([
      aRecord('1'),
      aRecord('2', { late: true }),
      aRecord('3', { is_attended: false, fail_reason: 'FACE_RECOGNITION_PENDING' }),
      aRecord('4', { is_attended: false, excused: true, fail_reason: 'sick' }),
      aRecord('5', { is_attended: false, fail_reason: 'NEEDS_TEACHER' }),
    ]);
    expect(counts).toEqual({ here: 2, present: 1, late: 1, pending: 1, excused: 1, failed: 1 });
  });
});

describe('a search', () => {
  const ayse = aRecord('20201', {
    student: { user_school_number: '20201', user_full_name: 'AYŞE IŞIK', role: 'Student' },
  });
  it.each(['ayse', 'Ayşe', 'ışık', 'isik', 'IŞIK', '201', ''])('for %s finds Ayşe Işık', (words) => {
    expect(filterRecords([ayse], words, 'all')).toEqual([ayse]);
  });

  it('finds nobody by a foreign word, nor by another standing', () => {
    expect(filterRecords([ayse], 'mehmet', 'all')).toEqual([]);
    expect(filterRecords([ayse], '', 'failed')).toEqual([]);
    expect(filterRecords([aRecord('1', { late: true })], '', 'present')).toHaveLength(1);
  });
});

describe('arrivals', () => {
  it('are counted by the minute, oldest first', () => {
    const at = (time: string) => aRecord(time, { attendance_time: `2026-11-24T09:${time}Z` });
    const arrivals = arrivalsOf([at('03:59'), at('01:00'), at('01:30'), aRecord('x', { is_attended: false })]);
    expect(arrivals.map((arrival) => [new Date(arrival.minute).toISOString().slice(14, 16), arrival.count])).toEqual([
      ['01', 2],
      ['03', 1],
    ]);
  });

  it('make one bar a minute with a running sum, and fewer bars where there are hours', () => {
    const start = Date.parse('2026-11-24T09:00:00Z');
    const bars = barsOf(
      [
        { minute: start + 60_000, count: 3 },
        { minute: start + 180_000, count: 1 },
      ],
      start,
      start + 240_000,
    );
    expect(bars.map((bar) => [bar.count, bar.sum])).toEqual([
      [0, 0],
      [3, 3],
      [0, 3],
      [1, 4],
      [0, 4],
    ]);
    const long = barsOf([{ minute: start + 599 * 60_000, count: 2 }], start, start + 600 * 60_000);
    expect(long.length).toBeLessThanOrEqual(60);
    expect(long.at(-1)!.sum).toBe(2);
  });
});
