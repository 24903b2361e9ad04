import { ApiError, authorization, Unreachable } from '../api/http';
import { attendAddress, readStatus } from '../api/student';
import type { AttendanceRecord } from '../api/types';
import { end } from '../auth/login';

export interface AttendOptions {
  id: string;
  selfie?: Blob | undefined;
  withoutFace?: boolean;
  ticket: string | null;
  onProgress?(percent: number): void;
  onRetry?(number: number): void;
}

const TRIES = 4;
const PATIENCE_MS = 60_000;
const ALREADY = [
  'You have already successfully joined this session.',
  'Your attendance is already pending verification. Please wait.',
  'Your teacher has already decided on your attendance.',
];

/**
 * Marks attendance, and again where the network broke. That is safe: a try that got through although its answer did not is answered with
 * "already", which is what was wanted.
 */
export async function attend(
  options: AttendOptions,
  pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)),
): Promise<AttendanceRecord> {
  for (let number = 1; ; number++) {
    try {
      return await send(options);
    } catch (error) {
      if (error instanceof ApiError && ALREADY.includes(error.detail)) return readStatus(options.id);
      if (!isPassing(error) || number === TRIES) throw error;
      options.onRetry?.(number + 1);
      await pause(
        error instanceof ApiError && error.retryAfterSeconds
          ? error.retryAfterSeconds * 1000
          : 1000 * 2 ** (number - 1),
      );
    }
  }
}

const isPassing = (error: unknown): boolean =>
  error instanceof Unreachable || (error instanceof ApiError && [502, 503, 504].includes(error.status));

/** By XMLHttpRequest: fetch does not say how much of a body is sent. */
function send({ id, selfie, withoutFace, ticket, onProgress }: AttendOptions): Promise<AttendanceRecord> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', attendAddress(id, withoutFace === true));
    request.timeout = PATIENCE_MS;
    request.setRequestHeader('Accept', 'application/json');
    for (const [name, value] of Object.entries(authorization())) request.setRequestHeader(name, value);
    if (ticket) request.setRequestHeader('X-Join-Ticket', ticket);
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress?.(Math.round((event.loaded / event.total) * 100));
    };
    const unreachable = (): void => reject(new Unreachable('The selfie was not sent.'));
    request.onerror = unreachable;
    request.ontimeout = unreachable;
    request.onabort = unreachable;
    request.onload = () => {
      let body: unknown = null;
      try {
        body = JSON.parse(request.responseText);
      } catch {
        // A proxy's page: the status says enough.
      }
      if (request.status >= 200 && request.status < 300 && body) return resolve(body as AttendanceRecord);
      if (request.status === 401) end('refused');
      const problem = (body ?? {}) as { detail?: string; errors?: Record<string, string[]> };
      const retryAfter = Number(request.getResponseHeader('Retry-After'));
      reject(
        new ApiError(request.status, problem.detail ?? '', problem.errors ?? {}, retryAfter > 0 ? retryAfter : null),
      );
    };
    if (!selfie) return request.send();
    const form = new FormData();
    form.append('normal_image', selfie, 'selfie.jpg');
    request.send(form);
  });
}
