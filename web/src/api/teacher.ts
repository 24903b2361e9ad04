import { call, path, query, request } from './http';
import type {
  AttendanceRecord,
  AuditEntry,
  BulkAnswer,
  ClassList,
  ClassStudent,
  Lesson,
  LessonKind,
  QrCode,
  SecurityOption,
  Session,
  SessionReport,
  Summary,
  TermReport,
} from './types';

const ATTENDANCES = '/api/v1/teacher/attendances';
const LESSONS = '/api/v1/teacher/lessons';

export interface OpenRequest {
  lesson_name: string;
  end_time: string;
  security_option: SecurityOption;
  late_after_minutes: number | null;
  require_code: boolean;
}

export interface AddRequest {
  student_school_number: string;
  student_full_name: string;
  is_attended: boolean;
  reason?: string;
}

export interface HistoryFilter {
  lesson_name?: string;
  before?: string;
  limit?: number;
}

export type ReportFormat = { format: 'csv' | 'xlsx'; separator?: 'semicolon' | 'comma' };

const of = (id: string): string => ATTENDANCES + path`/${id}`;
const lessonAt = (name: string): string => LESSONS + path`/${name}`;

export const openSession = (body: OpenRequest): Promise<Session> => call('POST', ATTENDANCES, { body });
export const findLive = (signal?: AbortSignal): Promise<Session | null> =>
  call('GET', `${ATTENDANCES}/live`, { signal });
export const finish = (id: string): Promise<void> => call('POST', `${of(id)}/finish`);
export const extend = (id: string, end_time: string): Promise<Session> =>
  call('POST', `${of(id)}/extend`, { body: { end_time } });
export const listHistory = (filter: HistoryFilter, signal?: AbortSignal): Promise<Session[]> =>
  call('GET', `${ATTENDANCES}/historical${query({ ...filter })}`, { signal });
export const deleteSession = (id: string, reason: string): Promise<void> =>
  call('DELETE', of(id), { body: { reason } });

export const listRecords = (id: string, signal?: AbortSignal): Promise<AttendanceRecord[]> =>
  call('GET', `${of(id)}/records`, { signal });
export const eventsOf = (id: string): string => `${of(id)}/events`;
export const summarize = (id: string, signal?: AbortSignal): Promise<Summary> =>
  call('GET', `${of(id)}/summary`, { signal });

// The live and the historical routes do the same; which of them answers depends on whether the session is over.
export const addRecord = (id: string, live: boolean, body: AddRequest): Promise<unknown> =>
  call('POST', `${of(id)}/${live ? 'live' : 'historical'}/records`, { body });
export const accept = (id: string, live: boolean, student: string): Promise<unknown> =>
  call('POST', of(id) + (live ? '/live' : '/historical') + path`/records/${student}/accept`);
export const fail = (id: string, live: boolean, student: string, reason: string): Promise<unknown> =>
  call('POST', of(id) + (live ? '/live' : '/historical') + path`/records/${student}/fail`, { body: { reason } });
export const undo = (id: string, student: string): Promise<AttendanceRecord> =>
  call('POST', of(id) + path`/records/${student}/undo`);
export const excuse = (
  id: string,
  student: string,
  note: string,
  student_full_name?: string,
): Promise<AttendanceRecord> =>
  call('POST', of(id) + path`/records/${student}/excuse`, { body: { note, student_full_name } });
export const bulk = (id: string, action: 'accept' | 'fail', students: string[], reason?: string): Promise<BulkAnswer> =>
  call('POST', `${of(id)}/records/bulk`, { body: { action, students, reason } });
export const deleteRecord = (id: string, student: string, reason: string): Promise<void> =>
  call('DELETE', of(id) + path`/records/${student}`, { body: { reason } });
export const listAudit = (id: string, student: string, signal?: AbortSignal): Promise<AuditEntry[]> =>
  call('GET', of(id) + path`/records/${student}/history`, { signal });

export const readQr = (id: string, signal?: AbortSignal): Promise<QrCode> =>
  call('GET', `${of(id)}/qr?format=json`, { signal });
export const drawQr = async (id: string, signal?: AbortSignal): Promise<Blob> =>
  (await request('GET', `${of(id)}/qr?format=svg`, { signal, headers: { Accept: 'image/svg+xml' } })).blob();

export const reportSession = (id: string, signal?: AbortSignal): Promise<SessionReport> =>
  call('GET', `${of(id)}/report?format=json`, { signal });
export const sessionFile = (id: string, format: ReportFormat): string => `${of(id)}/report${query(format)}`;

export const listLessons = (signal?: AbortSignal): Promise<Lesson[]> => call('GET', LESSONS, { signal });
export const findLesson = (name: string, signal?: AbortSignal): Promise<Lesson> =>
  call('GET', lessonAt(name), { signal });
export const planLesson = (
  name: string,
  body: { planned_sessions: number | null; hours_per_session: number; kind: LessonKind },
): Promise<Lesson> => call('PUT', lessonAt(name), { body });
export const listStudents = (name: string, signal?: AbortSignal): Promise<ClassList> =>
  call('GET', `${lessonAt(name)}/students`, { signal });
export const saveStudents = (name: string, students: ClassStudent[]): Promise<ClassList> =>
  call('PUT', `${lessonAt(name)}/students`, { body: { students } });
export const reportTerm = (
  name: string,
  range: { from?: string; to?: string },
  signal?: AbortSignal,
): Promise<TermReport> => call('GET', `${lessonAt(name)}/report${query({ format: 'json', ...range })}`, { signal });
export const termFile = (name: string, format: ReportFormat, range: { from?: string; to?: string }): string =>
  `${lessonAt(name)}/report${query({ ...format, ...range })}`;
