import { ApiError, authorization, NetworkError, toApiError } from '../api/http';
import { attendAddress, readRecord } from '../api/student';
import type { AttendanceRecord, ErrorCode } from '../api/types';
import { signOutLocally } from '../auth/login';

export interface CheckIn {
  id: string;
  selfie?: Blob | undefined;
  withoutFace?: boolean;
  ticket: string | null;
  onProgress?(percent: number): void;
  onRetry?(number: number): void;
}

const MAX_TRIES = 4;
const TIMEOUT_MS = 60_000;

/** An earlier try got through although its answer did not. */
const ALREADY_RECORDED: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'already_present',
  'already_pending',
  'decided_by_teacher',
]);

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Checks in, and retries when no answer comes. That is safe, because the server keeps one record for each student. */
export async function checkIn(options: CheckIn, pause = wait): Promise<AttendanceRecord> {
  for (let number = 1; ; number++) {
    try {
      return await send(options);
    } catch (error) {
      if (error instanceof ApiError && error.code && ALREADY_RECORDED.has(error.code)) return readRecord(options.id);
      if (!isTransient(error) || number === MAX_TRIES) throw error;
      options.onRetry?.(number + 1);
      await pause(delayBefore(number, error));
    }
  }
}

const isTransient = (error: unknown): boolean =>
  error instanceof NetworkError || (error instanceof ApiError && [502, 503, 504].includes(error.status));

const delayBefore = (retry: number, error: unknown): number =>
  error instanceof ApiError && error.retryAfterSeconds ? error.retryAfterSeconds * 1000 : 1000 * 2 ** (retry - 1);

/** By XMLHttpRequest, because fetch does not report the progress of an upload. */
function send({ id, selfie, withoutFace, ticket, onProgress }: CheckIn): Promise<AttendanceRecord> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', attendAddress(id, withoutFace === true));
    request.timeout = TIMEOUT_MS;
    request.setRequestHeader('Accept', 'application/json');
    for (const [name, value] of Object.entries(authorization())) request.setRequestHeader(name, value);
    if (ticket) request.setRequestHeader('X-Join-Ticket', ticket);
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress?.(Math.round((event.loaded / event.total) * 100));
    };
    const onNetworkError = (): void => reject(new NetworkError('The check-in was not sent.'));
    request.onerror = onNetworkError;
    request.ontimeout = onNetworkError;
    request.onabort = onNetworkError;
    request.onload = () => {
      const record = request.status >= 200 && request.status < 300 && parseRecord(request.responseText);
      if (record) return resolve(record);
      if (request.status === 401) signOutLocally('refused');
      reject(toApiError(request.status, request.responseText, request.getResponseHeader('Retry-After')));
    };
    request.send(selfie ? formOf(selfie) : null);
  });
}

function formOf(selfie: Blob): FormData {
  const form = new FormData();
  form.append('normal_image', selfie, 'selfie.jpg');
  return form;
}

function parseRecord(text: string): AttendanceRecord | null {
  try {
    return JSON.parse(text) as AttendanceRecord;
  } catch {
    return null;
  }
}
