import type { AttendanceRecord, Session } from '../api/types';
import { type RecordStatus, statusOf } from '../i18n/words';

/** A roster as it came so far. */
export interface RosterState {
  session: Session | null;
  records: ReadonlyMap<string, AttendanceRecord>;
  loaded: boolean;
}

export const emptyRoster: RosterState = { session: null, records: new Map(), loaded: false };

/** What an event of the stream makes of a roster. Pure; an unknown event changes nothing. */
export function applyEvent(state: RosterState, name: string, data: unknown): RosterState {
  switch (name) {
    case 'snapshot': {
      const { session, records } = data as { session: Session; records: AttendanceRecord[] };
      return { session, records: byNumber(records), loaded: true };
    }
    case 'record': {
      const record = data as AttendanceRecord;
      const known = state.records.get(record.student.user_school_number);
      // An answer to a click may be newer than an event that was on its way.
      if (known && known.updated_at > record.updated_at) return state;
      return { ...state, records: new Map(state.records).set(record.student.user_school_number, record) };
    }
    case 'removed': {
      const records = new Map(state.records);
      records.delete((data as { student_school_number: string }).student_school_number);
      return { ...state, records };
    }
    case 'session':
      return { ...state, session: data as Session };
    default:
      return state;
  }
}

export const byNumber = (records: AttendanceRecord[]): Map<string, AttendanceRecord> =>
  new Map(records.map((record) => [record.student.user_school_number, record]));

export type Counts = Record<RecordStatus, number> & { here: number };

/** `here` counts the late ones too, as the contract does. */
export function countRecords(records: Iterable<AttendanceRecord>): Counts {
  const counts: Counts = { present: 0, late: 0, pending: 0, failed: 0, excused: 0, here: 0 };
  for (const record of records) counts[statusOf(record)] += 1;
  counts.here = counts.present + counts.late;
  return counts;
}

/** How many came in each minute, oldest first. */
export function arrivalsOf(records: Iterable<AttendanceRecord>): { minute: number; count: number }[] {
  const counts = new Map<number, number>();
  for (const record of records) {
    if (!record.is_attended || !record.attendance_time) continue;
    const minute = Math.floor(Date.parse(record.attendance_time) / 60_000);
    counts.set(minute, (counts.get(minute) ?? 0) + 1);
  }
  return [...counts].map(([minute, count]) => ({ minute: minute * 60_000, count })).sort((a, b) => a.minute - b.minute);
}

/** Fits names as people type them: without regard to case and accents, the Turkish i included. */
export function fold(text: string): string {
  return text.toLocaleLowerCase('tr').normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ı', 'i');
}

export function filterRecords(
  records: AttendanceRecord[],
  search: string,
  status: RecordStatus | 'all',
): AttendanceRecord[] {
  const wanted = fold(search.trim());
  return records.filter(
    (record) =>
      (status === 'all' || statusOf(record) === status || (status === 'present' && statusOf(record) === 'late')) &&
      (!wanted ||
        fold(record.student.user_full_name).includes(wanted) ||
        record.student.user_school_number.includes(wanted)),
  );
}
