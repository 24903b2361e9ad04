import { call, callPage } from './http';
import { addressOf } from './routes';

const SESSION = '/api/v1/student/attendances/{id}';

export const findSessions = (lesson_name: string, teacher_name: string, signal?: AbortSignal) =>
  call('get', '/api/v1/student/sessions/find', { query: { lesson_name, teacher_name }, signal });
export const readSession = (id: string, signal?: AbortSignal) => call('get', SESSION, { path: { id }, signal });

/** Works without a sign-in: the code on the screen changes while somebody signs in, the ticket stays valid. */
export const join = (code: string) => call('post', '/api/v1/join', { body: { code } });
export const bindTicket = (ticket: string) => call('post', '/api/v1/student/join', { body: { ticket } });

export const attendAddress = (id: string, withoutFace: boolean): string =>
  addressOf(`${SESSION}/attend`, { path: { id }, query: { without_face: withoutFace || undefined } });
export const readRecord = (id: string, signal?: AbortSignal) =>
  call('get', `${SESSION}/status`, { path: { id }, signal });
export const eventsAddress = (id: string): string => addressOf(`${SESSION}/events`, { path: { id } });

export const listPlanned = (signal?: AbortSignal) => call('get', '/api/v1/student/planned', { signal });
export const listTerms = (signal?: AbortSignal) => call('get', '/api/v1/student/terms', { signal });
export const listOwnAttendances = (limit: number, next: string | null, signal?: AbortSignal) =>
  callPage('/api/v1/student/attendances', { query: { limit }, signal }, next);
/** Of the current term, where none is named. */
export const listOwnLessons = (term_id?: string, signal?: AbortSignal) =>
  call('get', '/api/v1/student/lessons', { query: { term_id }, signal });

export const readConsent = (signal?: AbortSignal) => call('get', '/api/v1/student/consent', { signal });
export const answerConsent = (consented: boolean, text_version?: string) =>
  call('put', '/api/v1/student/consent', { body: { consented, text_version: text_version ?? null } });
