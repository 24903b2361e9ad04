import { ApiError, Unreachable } from '../api/http';
import type { AttendanceRecord } from '../api/types';
import { language, messages } from './index';

const FACE = 'FACE_VERIFICATION_FAILED: ';

/** What went wrong and what to do about it, in the reader's language. */
export function explain(error: unknown): string {
  const m = messages().errors;
  if (error instanceof Unreachable) return m.unreachable;
  if (!(error instanceof ApiError)) return m.internal;
  const known = m.known[error.detail];
  if (known) return known;
  if (error.status === 429) return m.tooMany(error.retryAfterSeconds ?? 60);
  const general = generally(error.status);
  // The server's own words are English and say more; a Turkish reader gets both.
  const says = error.status < 500 ? error.detail !== '' : error.status === 503 && error.detail.endsWith('.');
  if (!says || error.status === 404) return general;
  return language.get() === 'en' ? error.detail : `${general} ${m.withDetail(error.detail)}`;
}

function generally(status: number): string {
  const m = messages().errors;
  if (status === 404) return m.notFound;
  if (status === 403) return m.forbidden;
  if (status === 413) return m.tooLarge;
  if (status === 503 || status === 502 || status === 504) return m.unavailable;
  return status >= 500 ? m.internal : m.invalid;
}

/** A `fail_reason` in plain words; a teacher's own words stay. */
export function reasonWords(reason: string): string {
  const m = messages().reason;
  if (reason.startsWith(FACE)) {
    const why = reason.slice(FACE.length);
    return m.FACE_VERIFICATION_FAILED(m.face[why] ?? why);
  }
  const fixed = (m as unknown as Record<string, unknown>)[reason];
  return typeof fixed === 'string' ? fixed : reason;
}

/** Which kind of failure it is, for what to do next; empty for a teacher's own words. */
export function reasonKind(reason: string | null): string {
  if (reason === null) return '';
  return reason.startsWith(FACE) ? 'FACE_VERIFICATION_FAILED' : /^[A-Z]+(_[A-Z]+)+$/.test(reason) ? reason : '';
}

export type RecordStatus = 'present' | 'late' | 'pending' | 'failed' | 'excused';

export function statusOf(record: AttendanceRecord): RecordStatus {
  if (record.is_attended) return record.late ? 'late' : 'present';
  if (record.excused) return 'excused';
  return record.fail_reason === 'FACE_RECOGNITION_PENDING' ? 'pending' : 'failed';
}
