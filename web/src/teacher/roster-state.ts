import type { AttendanceRecord, ClassSession, RecordStatus, TeacherSnapshot } from '../api/types';

/** A roster as received so far. */
export interface RosterState {
  session: ClassSession | null;
  records: ReadonlyMap<string, AttendanceRecord>;
  /** Versions of the removals that an answer told before their events. */
  removed: ReadonlyMap<string, number>;
  /** The stream has told everything up to this version: what is older is known or overtaken. */
  version: number;
  loaded: boolean;
}

export const emptyRoster: RosterState = {
  session: null,
  records: new Map(),
  removed: new Map(),
  version: 0,
  loaded: false,
};

/** The roster after an event of the stream. Unknown events are ignored: a newer server may send them. */
export function applyEvent(state: RosterState, name: string, data: unknown, version: number): RosterState {
  switch (name) {
    case 'snapshot': {
      const { session, records } = data as TeacherSnapshot;
      return { session, records: byNumber(records), removed: new Map(), version, loaded: true };
    }
    case 'record':
      return { ...putNewer(state, [data as AttendanceRecord]), version };
    case 'removed': {
      const { student_school_number } = data as { student_school_number: string };
      return { ...removeRecord(state, student_school_number, version), version };
    }
    case 'session':
      return { ...state, session: data as ClassSession, version };
    default:
      return state;
  }
}

/** Takes the answers to a click, which may come late: what the stream has told since stays. */
export const putRecords = (state: RosterState, records: AttendanceRecord[]): RosterState =>
  putNewer(
    state,
    records.filter((record) => record.version > state.version),
  );

/** The roster as a call has read it. An answer that came in the meantime is newer. */
export function replaceRecords(state: RosterState, session: ClassSession, records: AttendanceRecord[]): RosterState {
  const read = { ...emptyRoster, session, records: byNumber(records), loaded: true };
  const known = [...state.records.values()].filter((record) => read.records.has(numberOf(record)));
  return putNewer(read, known);
}

function putNewer(state: RosterState, records: AttendanceRecord[]): RosterState {
  const newer = records.filter((record) => versionOf(state, numberOf(record)) <= record.version);
  const put = newer.filter((record) => !record.is_deleted);
  const next = put.length ? { ...state, records: new Map([...state.records, ...byNumber(put)]) } : state;
  return newer
    .filter((record) => record.is_deleted)
    .reduce((roster, record) => removeRecord(roster, numberOf(record), record.version), next);
}

/** Of two versions the newer one stays, also after a removal. */
export function removeRecord(state: RosterState, student: string, version: number): RosterState {
  if (versionOf(state, student) > version) return state;
  const records = new Map(state.records);
  records.delete(student);
  return { ...state, records, removed: new Map([...state.removed, [student, version]]) };
}

const versionOf = (state: RosterState, student: string): number =>
  Math.max(state.records.get(student)?.version ?? 0, state.removed.get(student) ?? 0);

export const byNumber = (records: AttendanceRecord[]): Map<string, AttendanceRecord> =>
  new Map(records.map((record) => [record.student.user_school_number, record]));

/** Makes names comparable as people type them: without case and accents, with I, İ, ı and i as one letter. */
export function fold(text: string): string {
  return text.toLocaleLowerCase('tr').normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ı', 'i');
}

export type StatusFilter = RecordStatus | 'all' | 'not_enrolled';

export function filterRecords(records: AttendanceRecord[], search: string, filter: StatusFilter): AttendanceRecord[] {
  const wanted = fold(search.trim());
  return records.filter(
    (record) =>
      hasStatus(record, filter) &&
      (!wanted || fold(record.student.user_full_name).includes(wanted) || numberOf(record).includes(wanted)),
  );
}

/** "Present" includes those who were late, as in the counters. */
function hasStatus(record: AttendanceRecord, filter: StatusFilter): boolean {
  if (filter === 'all') return true;
  if (filter === 'not_enrolled') return isStranger(record);
  return record.status === filter || (filter === 'present' && record.status === 'late');
}

/** Not on the class list. A course without a list has no strangers. */
export const isStranger = (record: AttendanceRecord): boolean => record.enrolled === false;

export const numberOf = (record: AttendanceRecord): string => record.student.user_school_number;
