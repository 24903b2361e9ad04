import { call, path, query } from './http';
import type { AttendanceRecord, Consent, JoinAnswer, OwnAttendance, OwnLesson, Session, Ticket } from './types';

const STUDENT = '/api/v1/student';

const of = (id: string): string => STUDENT + path`/attendances/${id}`;

export const findSessions = (lesson_name: string, teacher_name: string, signal?: AbortSignal): Promise<Session[]> =>
  call('GET', `${STUDENT}/sessions/find${query({ lesson_name, teacher_name })}`, { signal });

/** With or without a sign-in: the code on the screen changes while somebody signs in, the ticket stays. */
export const join = (code: string): Promise<JoinAnswer> => call('POST', '/api/v1/join', { body: { code } });
export const bindTicket = (ticket: string): Promise<Ticket> => call('POST', `${STUDENT}/join`, { body: { ticket } });

export const attendAddress = (id: string, withoutFace: boolean): string =>
  `${of(id)}/attend${withoutFace ? '?without_face=true' : ''}`;
export const readStatus = (id: string, signal?: AbortSignal): Promise<AttendanceRecord> =>
  call('GET', `${of(id)}/status`, { signal });
export const eventsOf = (id: string): string => `${of(id)}/events`;

export const listOwn = (
  filter: { limit?: number; before?: string; lesson_name?: string },
  signal?: AbortSignal,
): Promise<OwnAttendance[]> => call('GET', `${STUDENT}/attendances${query(filter)}`, { signal });
export const listOwnLessons = (signal?: AbortSignal): Promise<OwnLesson[]> =>
  call('GET', `${STUDENT}/lessons`, { signal });

export const readConsent = (signal?: AbortSignal): Promise<Consent> => call('GET', `${STUDENT}/consent`, { signal });
export const answerConsent = (consented: boolean, text_version?: string): Promise<Consent> =>
  call('PUT', `${STUDENT}/consent`, { body: { consented, text_version } });
