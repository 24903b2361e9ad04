import { expect, it } from 'vitest';
import { ApiError, NetworkError } from '../api/http';
import type { ErrorCode } from '../api/types';
import { aFailure, aRejection } from '../test-records';
import { explain, reasonText } from './explain';
import { setLanguage } from './index';

it('explains errors in Turkish', () => {
  setLanguage('tr');
  expect(explain(new ApiError(400, 'session_ended', 'This attendance session has already ended.'))).toContain('bitti');
  expect(explain(new ApiError(422, 'not_valid', 'end_time: It must lie ahead.'))).toContain('It must lie ahead.');
  const verdict = 'FACE_VERIFICATION_FAILED: faces do not match';
  expect(reasonText(aFailure('1', 'face_verification_failed', { fail_reason: verdict }))).toBe(
    'Yüz kontrolü: yüzler eşleşmiyor',
  );
});

it('explains errors in English', () => {
  setLanguage('en');
  expect(explain(new NetworkError('x'))).toContain('network');
  expect(explain(new ApiError(429, 'rate_limited', 'Too many requests.', 7))).toContain('7 seconds');
  expect(explain(new ApiError(500, null, 'NullReferenceException'))).not.toContain('Null');
  expect(reasonText(aRejection('1', 'Left early.'))).toBe('Left early.');
});

it('shows the detail of a code that this client does not know', () => {
  const unknown = 'code_of_a_newer_server' as ErrorCode;
  expect(explain(new ApiError(400, unknown, 'Something new.'))).toBe('Something new.');
  expect(explain(new ApiError(500, unknown, 'NullReferenceException'))).not.toContain('Null');
});

it('shows the words of a teacher unchanged, even if they look like a code', () => {
  expect(reasonText(aRejection('1', 'FACE_RECOGNITION_PENDING'))).toBe('FACE_RECOGNITION_PENDING');
});
