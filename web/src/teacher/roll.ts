import type { AttendanceRecord, AttendanceStatus, Summary } from '../api/types';

/** One student of a class session, with the server's word for it. */
export type RollStudent = Summary['students'][number];

export type Tally = Record<AttendanceStatus, number> & { attended: number };

/** Counts the server's words. Whatever is counted in the client after an event is counted here. */
export function tally(words: Iterable<AttendanceStatus>): Tally {
  const counts: Tally = { present: 0, late: 0, pending: 0, not_accepted: 0, excused: 0, absent: 0, attended: 0 };
  for (const word of words) counts[word] += 1;
  counts.attended = counts.present + counts.late;
  return counts;
}

/**
 * Everybody whom the summary expects or the roster has, each once. The roster is newer: its words stand, and whoever
 * has no record there any more is absent, or gone if nobody expected them.
 */
export function rollOf(
  summarized: readonly RollStudent[],
  records: ReadonlyMap<string, AttendanceRecord>,
): RollStudent[] {
  const roll = new Map<string, RollStudent>();
  const expectedOf = new Map(summarized.map((student) => [student.user_school_number, student.expected]));
  for (const student of summarized) {
    if (student.expected) roll.set(student.user_school_number, { ...student, status: 'absent' });
  }
  for (const [number, { student, status, enrolled }] of records) {
    const expected = expectedOf.get(number) ?? enrolled !== false;
    const { user_full_name } = student;
    roll.set(number, { user_school_number: number, user_full_name, status, enrolled, expected });
  }
  return [...roll.values()];
}
