import { syncClock } from '../app/clock';
import { type AnswerOf, addressOf, type Inputs, type Method, type Operation, type Route } from './routes';
import type { ErrorCode, Problem } from './types';

const TIMEOUT_MS = 20_000;

/** The server refused the call. Decide by `code`; `detail` is its explanation in English, to be shown only. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    /** Null where something other than the server answered, such as a proxy. */
    readonly code: ErrorCode | null = null,
    readonly detail = '',
    readonly retryAfterSeconds: number | null = null,
    /** The whole answer, for what belongs to its code. */
    readonly problem: Problem = {},
  ) {
    super(detail);
  }
}

export const isNotFound = (error: unknown): boolean => error instanceof ApiError && error.status === 404;

/** No answer came: offline, a broken connection, or a timeout. */
export class NetworkError extends Error {}

export interface Credentials {
  token(): string | null;
  /** Called when the server does not accept this token any more. */
  onRejected(token: string): void;
}

let credentials: Credentials = { token: () => null, onRejected: () => undefined };

export function setCredentials(next: Credentials): void {
  credentials = next;
}

export function authorization(token = credentials.token()): Record<string, string> {
  return token ? { Authorization: `Bearer ${token}` } : {};
}

interface RequestOptions {
  /** Sent as JSON. */
  body?: unknown;
  /** Sent as it is, instead of a body in JSON. */
  file?: Blob;
  contentType?: string;
  accept?: string;
  /** The version that is to be changed: where it is another one by now, the server refuses. */
  ifMatch?: string | null;
  signal?: AbortSignal | undefined;
  /** Send no token, even if somebody is signed in. */
  anonymous?: boolean;
  timeoutMs?: number;
}

export async function request(method: Method, address: string, options: RequestOptions = {}): Promise<Response> {
  const token = options.anonymous ? null : credentials.token();
  const headers: Record<string, string> = { Accept: options.accept ?? 'application/json', ...authorization(token) };
  if (options.ifMatch) headers['If-Match'] = options.ifMatch;
  const init: RequestInit = {
    method: method.toUpperCase(),
    headers,
    signal: withTimeout(options.signal, options.timeoutMs ?? TIMEOUT_MS),
    cache: 'no-store',
  };
  if (options.body !== undefined) {
    headers['Content-Type'] = 'application/json';
    init.body = JSON.stringify(options.body);
  } else if (options.file) {
    headers['Content-Type'] = options.contentType ?? options.file.type;
    init.body = options.file;
  }
  const response = await send(address, init, options.signal);
  syncClock(response.headers.get('Date'));
  if (response.ok) return response;
  if (response.status === 401 && token) credentials.onRejected(token);
  throw await errorFrom(response);
}

type CallOptions<O> = Inputs<O> & { signal?: AbortSignal | undefined; anonymous?: boolean; timeoutMs?: number };

/** Calls a route of docs/openapi.json; the compiler checks its inputs and knows its answer. */
export async function call<M extends Method, R extends Route<M>>(
  method: M,
  route: R,
  options: CallOptions<Operation<M, R>>,
): Promise<AnswerOf<Operation<M, R>>> {
  const response = await request(method, addressOf(route, options), options);
  if (response.status === 204) return undefined as AnswerOf<Operation<M, R>>;
  return readJson(response);
}

/** A part of a long list. */
export interface PageOf<List> {
  items: List;
  /** The address of the next part; null: there is no more. */
  next: string | null;
}

/** Calls a route that answers with a part of a list and names the next part in its `Link` header (RFC 8288). */
export async function callPage<R extends Route<'get'>>(
  route: R,
  options: CallOptions<Operation<'get', R>>,
  next?: string | null,
): Promise<PageOf<AnswerOf<Operation<'get', R>>>> {
  const response = await request('get', next || addressOf(route, options), options);
  return { items: await readJson(response), next: nextIn(response.headers.get('Link')) };
}

const nextIn = (link: string | null): string | null => link?.match(/<([^>]*)>\s*;\s*rel="?next"?/i)?.[1] ?? null;

async function readJson<T>(response: Response): Promise<T> {
  try {
    return await response.json();
  } catch {
    throw new NetworkError('The answer was cut off.');
  }
}

async function send(address: string, init: RequestInit, signal: AbortSignal | undefined): Promise<Response> {
  try {
    return await fetch(address, init);
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new NetworkError(String(error));
  }
}

function withTimeout(signal: AbortSignal | undefined, ms: number): AbortSignal {
  const timeout = AbortSignal.timeout(ms);
  return signal && 'any' in AbortSignal ? AbortSignal.any([signal, timeout]) : (signal ?? timeout);
}

export async function errorFrom(response: Response): Promise<ApiError> {
  return toApiError(response.status, await response.text().catch(() => ''), response.headers.get('Retry-After'));
}

/** From the parts of an answer, because a selfie is sent by XMLHttpRequest. */
export function toApiError(status: number, body: string, retryAfter: string | null): ApiError {
  const problem = parseProblem(body);
  const seconds = Number(retryAfter);
  return new ApiError(status, problem.code ?? null, problem.detail ?? '', seconds > 0 ? seconds : null, problem);
}

function parseProblem(body: string): Problem {
  try {
    return (JSON.parse(body) ?? {}) as Problem;
  } catch {
    // The page of a proxy: its status is all there is.
    return {};
  }
}
