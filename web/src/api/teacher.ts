import { call, callPage, request } from './http';
import { addressOf, type BodyOf, type Operation } from './routes';

const SESSIONS = '/api/v1/teacher/attendances';
const SESSION = `${SESSIONS}/{id}` as const;
const RECORD = `${SESSION}/records/{student}` as const;
const LESSONS = '/api/v1/teacher/lessons';

export type OpenRequest = BodyOf<Operation<'post', typeof SESSIONS>>;
export type AddRequest = BodyOf<Operation<'post', `${typeof SESSION}/live/records`>>;

export interface HistoryFilter {
  lesson_name?: string | undefined;
  before?: string | undefined;
  limit: number;
}

export interface FileFormat {
  format: 'csv' | 'xlsx';
  separator?: 'semicolon' | 'comma';
  /** Of headings and words. */
  lang: 'tr' | 'en';
}

export const openSession = (body: OpenRequest) => call('post', SESSIONS, { body });
export const findLive = (signal?: AbortSignal) => call('get', `${SESSIONS}/live`, { signal });
export const readSession = (id: string, signal?: AbortSignal) => call('get', SESSION, { path: { id }, signal });
export const finish = (id: string) => call('post', `${SESSION}/finish`, { path: { id } });
export const extend = (id: string, end_time: string) =>
  call('post', `${SESSION}/extend`, { path: { id }, body: { end_time } });
export const cancel = (id: string, reason: string) =>
  call('post', `${SESSION}/cancel`, { path: { id }, body: { reason } });
export const readToday = (signal?: AbortSignal) => call('get', '/api/v1/teacher/today', { signal });
export const listPlanned = (signal?: AbortSignal) => call('get', `${SESSIONS}/planned`, { signal });
export const listHistory = (filter: HistoryFilter, next: string | null, signal?: AbortSignal) =>
  callPage(`${SESSIONS}/historical`, { query: filter, signal }, next);
export const deleteSession = (id: string, reason: string) =>
  call('delete', SESSION, { path: { id }, body: { reason } });

export const listRecords = (id: string, signal?: AbortSignal) =>
  call('get', `${SESSION}/records`, { path: { id }, signal });
export const eventsAddress = (id: string): string => addressOf(`${SESSION}/events`, { path: { id } });
export const summarize = (id: string, signal?: AbortSignal) =>
  call('get', `${SESSION}/summary`, { path: { id }, signal });

// The live routes take decisions about past sessions, too, and unlike the historical ones they answer with the record.
export const addRecord = (id: string, body: AddRequest) =>
  call('post', `${SESSION}/live/records`, { path: { id }, body });
export const accept = (id: string, student: string) =>
  call('post', `${SESSION}/live/records/{student}/accept`, { path: { id, student } });
export const reject = (id: string, student: string, reason: string) =>
  call('post', `${SESSION}/live/records/{student}/fail`, { path: { id, student }, body: { reason } });

export const undo = (id: string, student: string) => call('post', `${RECORD}/undo`, { path: { id, student } });
export const excuse = (id: string, student: string, note: string, student_full_name: string) =>
  call('post', `${RECORD}/excuse`, { path: { id, student }, body: { note, student_full_name } });
export const decideMany = (id: string, action: 'accept' | 'fail', students: string[], reason?: string) =>
  call('post', `${SESSION}/records/bulk`, { path: { id }, body: { action, students, reason: reason ?? null } });
export const deleteRecord = (id: string, student: string, reason: string) =>
  call('delete', RECORD, { path: { id, student }, body: { reason } });
export const listDecisions = (id: string, student: string, signal?: AbortSignal) =>
  call('get', `${RECORD}/history`, { path: { id, student }, signal });

export const readJoinCode = (id: string, signal?: AbortSignal) =>
  call('get', `${SESSION}/qr`, { path: { id }, query: { format: 'json' }, signal });
export async function readJoinCodeImage(id: string, signal?: AbortSignal): Promise<Blob> {
  const address = addressOf(`${SESSION}/qr`, { path: { id }, query: { format: 'svg' } });
  return (await request('get', address, { signal, accept: 'image/svg+xml' })).blob();
}

export const reportSession = (id: string, signal?: AbortSignal) =>
  call('get', `${SESSION}/report`, { path: { id }, query: { format: 'json' }, signal });
export const sessionFileAddress = (id: string, format: FileFormat): string =>
  addressOf(`${SESSION}/report`, { path: { id }, query: format });

export const listTerms = (signal?: AbortSignal) => call('get', '/api/v1/teacher/terms', { signal });
// Where clients of earlier versions have the name of a lesson.
export const listLessons = (signal?: AbortSignal) => call('get', LESSONS, { signal });
export const readLesson = (lesson: string, signal?: AbortSignal) =>
  call('get', `${LESSONS}/{lesson}`, { path: { lesson }, signal });
