import { describe, expect, it } from 'vitest';
import { aFailure, aRecord, aRejection, aSession } from '../test-records';
import { countArrivals, toBars } from './arrivals';
import { type RollStudent, rollOf, tally } from './roll';
import { applyEvent, byNumber, emptyRoster, filterRecords, numberOf, putRecords, replaceRecords } from './roster-state';

const snapshot = applyEvent(
  emptyRoster,
  'snapshot',
  { session: aSession(), records: [aRecord('1'), aFailure('2', 'wifi_failed')] },
  3,
);

describe('a roster', () => {
  it('accepts a newer record and ignores an older one', () => {
    const rejected = { ...aRejection('1', 'Left early.'), version: 5 };
    const after = applyEvent(snapshot, 'record', rejected, 5);
    expect(after.records.get('1')).toBe(rejected);
    expect(putRecords(after, [aRecord('1', { version: 4 })]).records.get('1')).toBe(rejected);
  });

  it('shows an answer before its event, and not an event that it has overtaken', () => {
    const accepted = aRecord('2', { version: 6 });
    const after = putRecords(snapshot, [accepted]);
    expect(applyEvent(after, 'record', aRejection('2', 'Late.'), 5).records.get('2')).toBe(accepted);
  });

  it('drops a removed record and takes over the end of the session', () => {
    expect([...applyEvent(snapshot, 'removed', { student_school_number: '1' }, 4).records.keys()]).toEqual(['2']);
    expect(applyEvent(snapshot, 'session', aSession({ is_live: false }), 4).session?.is_live).toBe(false);
  });

  it('is not given a removed record back by a late answer', () => {
    const late = aRecord('1', { version: 4 });
    const removed = applyEvent(snapshot, 'removed', { student_school_number: '1' }, 5);
    expect(putRecords(removed, [late]).records.has('1')).toBe(false);
    // After a reconnection the snapshot does not name who was removed.
    const again = applyEvent(removed, 'snapshot', { session: aSession(), records: [aFailure('2', 'wifi_failed')] }, 5);
    expect(putRecords(again, [late]).records.has('1')).toBe(false);
    expect(putRecords(again, [aRecord('1', { version: 6 })]).records.has('1')).toBe(true);
  });

  it('drops the record that an undo has taken back, before and after its event', () => {
    const undone = aRecord('1', { is_attended: false, is_deleted: true, version: 5 });
    const after = putRecords(snapshot, [undone]);
    expect(after.records.has('1')).toBe(false);
    expect(applyEvent(after, 'record', aRecord('1', { version: 4 }), 4).records.has('1')).toBe(false);
    expect(putRecords(after, [aRecord('1', { version: 4 })]).records.has('1')).toBe(false);
    expect(applyEvent(after, 'record', aRecord('1', { version: 6 }), 6).records.has('1')).toBe(true);
  });

  it('starts over with a snapshot of a store that has lost its last changes', () => {
    const removed = applyEvent(snapshot, 'removed', { student_school_number: '1' }, 9);
    const again = applyEvent(removed, 'snapshot', { session: aSession(), records: [] }, 2);
    expect(applyEvent(again, 'record', aRecord('1', { version: 3 }), 3).records.has('1')).toBe(true);
  });

  it('keeps an answer that is newer than what a call has read', () => {
    const accepted = aRecord('2', { version: 6 });
    const read = replaceRecords(putRecords(snapshot, [accepted]), aSession(), [aFailure('2', 'wifi_failed')]);
    expect([...read.records]).toEqual([['2', accepted]]);
  });

  it('ignores an event of a newer server', () => {
    expect(applyEvent(snapshot, 'weather', {}, 4)).toBe(snapshot);
  });
});

describe('a roll', () => {
  const student = (number: string, status: RollStudent['status'], enrolled: boolean | null = true): RollStudent => ({
    user_school_number: number,
    user_full_name: `Student ${number}`,
    status,
    enrolled,
    expected: enrolled !== false,
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
