import type { AttendanceRecord, ClassSession, RecordStatus, TeacherSnapshot } from '../api/types';

/** A roster as received so far. */
export interface RosterState {
  session: ClassSession | null;
  records: ReadonlyMap<string, AttendanceRecord>;
  loaded: boolean;
}

export const emptyRoster: RosterState = { session: null, records: new Map(), loaded: false };

/** The roster after an event of the stream. Unknown events are ignored: a newer server may send them. */
export function applyEvent(state: RosterState, name: string, data: unknown): RosterState {
  switch (name) {
    case 'snapshot': {
      const { session, records } = data as TeacherSnapshot;
      return { session, records: byNumber(records), loaded: true };
    }
    case 'record':
      return putRecords(state, [data as AttendanceRecord]);
    case 'removed':
      return removeRecord(state, (data as { student_school_number: string }).student_school_number);
    case 'session':
      return { ...state, session: data as ClassSession };
    default:
      return state;
  }
}

/** Keeps the newer of two versions, because the answer to a click may overtake an event. */
export function putRecords(state: RosterState, records: AttendanceRecord[]): RosterState {
  const newer = records.filter((record) => {
    const known = state.records.get(record.student.user_school_number);
    return !known || known.updated_at <= record.updated_at;
  });
  return newer.length ? { ...state, records: new Map([...state.records, ...byNumber(newer)]) } : state;
}

export function removeRecord(state: RosterState, student: string): RosterState {
  const records = new Map(state.records);
  records.delete(student);
  return { ...state, records };
}

export const byNumber = (records: AttendanceRecord[]): Map<string, AttendanceRecord> =>
  new Map(records.map((record) => [record.student.user_school_number, record]));

export type Counts = Record<RecordStatus, number> & { attended: number };

export function countRecords(records: Iterable<AttendanceRecord>): Counts {
  const counts: Counts = { present: 0, late: 0, pending: 0, not_accepted: 0, excused: 0, attended: 0 };
  for (const record of records) counts[record.status] += 1;
  counts.attended = counts.present + counts.late;
  return counts;
}

/** Makes names comparable as people type them: without case and accents, with I, İ, ı and i as one letter. */
export function fold(text: string): string {
  return text.toLocaleLowerCase('tr').normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ı', 'i');
}

export type StatusFilter = RecordStatus | 'all';

export function filterRecords(records: AttendanceRecord[], search: string, filter: StatusFilter): AttendanceRecord[] {
  const wanted = fold(search.trim());
  return records.filter(
    (record) =>
      hasStatus(record, filter) &&
      (!wanted || fold(record.student.user_full_name).includes(wanted) || numberOf(record).includes(wanted)),
  );
}

/** "Present" includes those who were late, as in the counters. */
const hasStatus = (record: AttendanceRecord, filter: StatusFilter): boolean =>
  filter === 'all' || record.status === filter || (filter === 'present' && record.is_attended);

export const numberOf = (record: AttendanceRecord): string => record.student.user_school_number;
