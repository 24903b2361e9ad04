import { noticeServerTime } from '../app/clock';

const PATIENCE_MS = 20_000;

/** The server refused; `detail` is its reason in English. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly detail: string,
    readonly errors: Record<string, string[]> = {},
    readonly retryAfterSeconds: number | null = null,
  ) {
    super(detail);
  }
}

/** No answer came: offline, a broken connection, or too slow. */
export class Unreachable extends Error {}

export interface Credentials {
  token(): string | null;
  /** The server knows this token no more. */
  refused(token: string): void;
}

let credentials: Credentials = { token: () => null, refused: () => undefined };
export const setCredentials = (of: Credentials): void => void (credentials = of);

export interface CallOptions {
  body?: unknown;
  text?: { type: string; content: string };
  headers?: Record<string, string>;
  signal?: AbortSignal | undefined;
  /** Without a token, whoever is signed in. */
  anonymous?: boolean;
}

export const path = (parts: TemplateStringsArray, ...values: string[]): string =>
  parts.reduce((all, part, index) => all + encodeURIComponent(values[index - 1] ?? '') + part);

export function query(values: Record<string, string | number | null | undefined>): string {
  const used = Object.entries(values).filter(([, value]) => value !== undefined && value !== null && value !== '');
  return used.length ? `?${new URLSearchParams(used.map(([name, value]) => [name, String(value)]))}` : '';
}

export function authorization(token = credentials.token()): Record<string, string> {
  return token ? { Authorization: `Bearer ${token}` } : {};
}

export async function request(method: string, address: string, options: CallOptions = {}): Promise<Response> {
  const token = options.anonymous ? null : credentials.token();
  const headers: Record<string, string> = { Accept: 'application/json', ...authorization(token), ...options.headers };
  const init: RequestInit = { method, headers, signal: withPatience(options.signal), cache: 'no-store' };
  if (options.text) {
    headers['Content-Type'] = options.text.type;
    init.body = options.text.content;
  } else if (options.body !== undefined) {
    headers['Content-Type'] = 'application/json';
    init.body = JSON.stringify(options.body);
  }
  const response = await send(address, init, options.signal);
  noticeServerTime(response.headers.get('Date'));
  if (response.ok) return response;
  if (response.status === 401 && token) credentials.refused(token);
  throw await problemOf(response);
}

export async function call<T>(method: string, address: string, options: CallOptions = {}): Promise<T> {
  const response = await request(method, address, options);
  if (response.status === 204) return undefined as T;
  try {
    return (await response.json()) as T;
  } catch {
    throw new Unreachable('The answer was cut off.');
  }
}

async function send(address: string, init: RequestInit, given: AbortSignal | undefined): Promise<Response> {
  try {
    return await fetch(address, init);
  } catch (error) {
    if (given?.aborted) throw error;
    throw new Unreachable(String(error));
  }
}

function withPatience(signal: AbortSignal | undefined): AbortSignal {
  const patience = AbortSignal.timeout(PATIENCE_MS);
  return signal && 'any' in AbortSignal ? AbortSignal.any([signal, patience]) : (signal ?? patience);
}

export async function problemOf(response: Response): Promise<ApiError> {
  const retryAfter = Number(response.headers.get('Retry-After'));
  let body: { detail?: unknown; errors?: Record<string, string[]> } = {};
  try {
    body = await response.json();
  } catch {
    // A proxy's page: the status says enough.
  }
  const detail = typeof body.detail === 'string' ? body.detail : response.statusText;
  return new ApiError(response.status, detail, body.errors ?? {}, retryAfter > 0 ? retryAfter : null);
}
