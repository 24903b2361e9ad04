import { ApiError, NetworkError } from '../api/http';
import type { AttendanceRecord, ErrorCode } from '../api/types';
import { language, messages } from './index';

/** Codes whose `detail` says more than our own text, such as which field is wrong and why. */
const WITH_DETAIL: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['not_valid']);

/** What went wrong and what to do about it, in the reader's language. */
export function explain(error: unknown): string {
  const m = messages().errors;
  if (error instanceof NetworkError) return m.unreachable;
  if (!(error instanceof ApiError)) return m.internal;
  if (error.code === 'rate_limited') return m.tooMany(error.retryAfterSeconds ?? 60);
  if (!error.code) return textForStatus(error.status);
  const text = m.codes[error.code];
  // A code of a newer server.
  if (!text) return error.status < 500 && error.detail ? error.detail : textForStatus(error.status);
  if (!WITH_DETAIL.has(error.code) || !error.detail) return text;
  return language.value === 'en' ? error.detail : `${text} ${m.withDetail(error.detail)}`;
}

/** For answers that are not the server's, such as those of a proxy. */
function textForStatus(status: number): string {
  const m = messages().errors;
  if (status === 404) return m.notFound;
  if (status === 403) return m.forbidden;
  if (status === 413) return m.tooLarge;
  if (status === 429) return m.tooMany(60);
  if (status === 502 || status === 503 || status === 504) return m.unavailable;
  return status >= 500 ? m.internal : m.invalid;
}

type Reason = Pick<AttendanceRecord, 'fail_reason' | 'reason_code'>;

/** Why a record is not accepted. A teacher's own words have no code and are shown as they are. */
export function reasonText({ fail_reason, reason_code }: Reason): string {
  const m = messages().reason;
  if (reason_code === null) return fail_reason ?? '';
  if (reason_code === 'face_verification_failed') {
    const [, ...verdict] = (fail_reason ?? '').split(': ');
    if (verdict.length) return m.faceCheck(verdictText(verdict.join(': ')));
  }
  return m.codes[reason_code] ?? fail_reason ?? '';
}

/** A verdict is free text. Those of our own face service are translated, others are shown as they are. */
const verdictText = (verdict: string): string => messages().reason.verdicts[verdict] ?? verdict;
