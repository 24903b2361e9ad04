import { describe, expect, it } from 'vitest';
import { aFailure, aRecord, aRejection, aSession } from '../test-records';
import { countArrivals, toBars } from './arrivals';
import { type RollStudent, rollOf, tally } from './roll';
import { applyEvent, byNumber, emptyRoster, filterRecords, numberOf } from './roster-state';

const snapshot = applyEvent(emptyRoster, 'snapshot', {
  session: aSession(),
  records: [aRecord('1'), aFailure('2', 'wifi_failed')],
});

describe('a roster', () => {
  it('accepts a newer record and ignores an older one', () => {
    const rejected = { ...aRejection('1', 'Left early.'), updated_at: '2026-11-24T09:05:00.000Z' };
    const after = applyEvent(snapshot, 'record', rejected);
    expect(after.records.get('1')).toBe(rejected);
    expect(applyEvent(after, 'record', aRecord('1')).records.get('1')).toBe(rejected);
  });

  it('drops a removed record and takes over the end of the session', () => {
    expect([...applyEvent(snapshot, 'removed', { student_school_number: '1' }).records.keys()]).toEqual(['2']);
    expect(applyEvent(snapshot, 'session', aSession({ is_live: false })).session?.is_live).toBe(false);
  });

  it('ignores an event of a newer server', () => {
    expect(applyEvent(snapshot, 'weather', {})).toBe(snapshot);
  });
});

describe('a roll', () => {
  const student = (number: string, status: RollStudent['status'], enrolled: boolean | null = true): RollStudent => ({
    user_school_number: number,
    user_full_name: `Student ${number}`,
    status,
    enrolled,
  });

  it('counts everybody once, those who were late as attended', () => {
    const records = byNumber([
      aRecord('1', { enrolled: true }),
      aRecord('2', { status: 'late', late: true, enrolled: true }),
      aFailure('3', 'face_recognition_pending', { status: 'pending', enrolled: true }),
      aRecord('4', { is_attended: false, status: 'excused', excused: true, enrolled: true }),
      aFailure('5', 'needs_teacher', { enrolled: true }),
      // The server has decided what it means; the words of a teacher do not matter.
      { ...aRejection('6', 'FACE_RECOGNITION_PENDING'), enrolled: false },
    ]);
    const summarized = ['1', '2', '3', '4', '5', '7'].map((number) => student(number, 'absent'));
    const roll = rollOf(summarized, records);
    expect(tally(roll.map(({ status }) => status))).toEqual({
      attended: 2,
      present: 1,
      late: 1,
      pending: 1,
      excused: 1,
      not_accepted: 2,
      absent: 1,
    });
    expect(roll.filter(({ enrolled }) => enrolled === false).map((each) => each.user_school_number)).toEqual(['6']);
  });

  it('follows the roster where the summary is older', () => {
    const summarized = [student('1', 'absent'), student('2', 'present'), student('3', 'present', false)];
    const roll = rollOf(summarized, byNumber([aRecord('1', { status: 'late', enrolled: true })]));
    expect(roll.map(({ user_school_number, status }) => [user_school_number, status])).toEqual([
      ['1', 'late'],
      ['2', 'absent'],
    ]);
  });

  it('shows strangers apart', () => {
    const records = [aRecord('1', { enrolled: true }), aRecord('2', { enrolled: false }), aRecord('3')];
    expect(filterRecords(records, '', 'not_enrolled').map(numberOf)).toEqual(['2']);
  });
});

describe('a search', () => {
  const ayse = aRecord('20201', {
    student: { user_school_number: '20201', user_full_name: 'AYŞE IŞIK', role: 'Student' },
  });
  it.each(['ayse', 'Ayşe', 'ışık', 'isik', 'IŞIK', '201', ''])('for %s finds Ayşe Işık', (search) => {
    expect(filterRecords([ayse], search, 'all')).toEqual([ayse]);
  });

  it('finds nobody by another name or another status', () => {
    expect(filterRecords([ayse], 'mehmet', 'all')).toEqual([]);
    expect(filterRecords([ayse], '', 'not_accepted')).toEqual([]);
    expect(filterRecords([aRecord('1', { status: 'late' })], '', 'present')).toHaveLength(1);
  });
});

describe('arrivals', () => {
  it('are counted by the minute, oldest first', () => {
    const at = (time: string) => aRecord(time, { attendance_time: `2026-11-24T09:${time}Z` });
    const arrivals = countArrivals([at('03:59'), at('01:00'), at('01:30'), aRecord('x', { is_attended: false })]);
    expect(arrivals.map((arrival) => [new Date(arrival.minute).toISOString().slice(14, 16), arrival.count])).toEqual([
      ['01', 2],
      ['03', 1],
    ]);
  });

  it('make one bar a minute with a running sum, and fewer bars over hours', () => {
    const start = Date.parse('2026-11-24T09:00:00Z');
    const bars = toBars(
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
    const long = toBars([{ minute: start + 599 * 60_000, count: 2 }], start, start + 600 * 60_000);
    expect(long.length).toBeLessThanOrEqual(60);
    expect(long.at(-1)!.sum).toBe(2);
  });
});
