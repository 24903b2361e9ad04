import { createParser } from 'eventsource-parser';
import { ApiError, authorization, errorFrom, NetworkError } from './http';

/** How the page learns of changes. `ended`: nothing more will come. */
export type StreamState = 'connecting' | 'live' | 'polling' | 'ended';

export interface StreamOptions {
  address: string;
  /** The version is that of the class session: everything up to it has been received. */
  onEvent(name: string, data: unknown, version: number): void;
  onState(state: StreamState): void;
  /** Reads the same by an ordinary call, while there is no stream. */
  poll(signal: AbortSignal): Promise<void>;
  /** Whether the events received so far end the stream. */
  isFinished(): boolean;
  pollEveryMs: number;
}

// The server sends a comment at least every 15 s: a connection that is silent for longer is dead.
const MAX_SILENCE_MS = 45_000;
// The first event comes at once, unless a proxy or an antivirus program holds the stream back.
const MAX_FIRST_SILENCE_MS = 8_000;
const MIN_DELAY_MS = 500;
const MAX_DELAY_MS = 15_000;

/**
 * Server-sent events over fetch, because EventSource cannot send a token. A broken stream resumes after the last event
 * received. Where the server has no stream, or a proxy swallows it, the page polls.
 */
export function follow(options: StreamOptions): () => void {
  const stop = new AbortController();
  const delay = new InterruptibleDelay();
  const retryNow = (): void => {
    if (document.visibilityState === 'visible') delay.interrupt();
  };
  document.addEventListener('visibilitychange', retryNow);
  window.addEventListener('online', retryNow);
  stop.signal.addEventListener('abort', () => {
    document.removeEventListener('visibilitychange', retryNow);
    window.removeEventListener('online', retryNow);
    delay.interrupt();
  });
  void run(options, stop.signal, delay);
  return () => stop.abort();
}

async function run(options: StreamOptions, stopped: AbortSignal, delay: InterruptibleDelay): Promise<void> {
  const cursor: Cursor = { lastId: null };
  let delayMs = MIN_DELAY_MS;
  let failures = 0;
  options.onState('connecting');
  while (!stopped.aborted) {
    try {
      const receivedAny = await readStream(options, cursor, stopped);
      if (options.isFinished()) return options.onState('ended');
      failures = receivedAny ? 0 : failures + 1;
      delayMs = receivedAny ? MIN_DELAY_MS : delayMs;
    } catch (error) {
      if (stopped.aborted) return;
      if (isFinal(error)) return options.onState('ended');
      if (isNoStream(error)) return pollUntilFinished(options, stopped, delay);
      failures += 1;
    }
    if (stopped.aborted) return;
    // A page that has data waits for one more try. After that it polls, so that nobody looks at an old roster.
    if (failures >= 2 || (failures === 1 && cursor.lastId === null)) {
      options.onState('polling');
      await pollOnce(options, stopped);
      if (options.isFinished()) return options.onState('ended');
    }
    await delay.wait(delayMs);
    delayMs = Math.min(delayMs * 2, MAX_DELAY_MS);
  }
}

interface Cursor {
  lastId: string | null;
}

/** Reads until the connection ends; returns whether at least one event came. */
async function readStream(options: StreamOptions, cursor: Cursor, stopped: AbortSignal): Promise<boolean> {
  const connection = new AbortController();
  const disconnect = (): void => connection.abort();
  stopped.addEventListener('abort', disconnect);
  let watchdog = setTimeout(disconnect, cursor.lastId === null ? MAX_FIRST_SILENCE_MS : MAX_SILENCE_MS);
  let receivedAny = false;
  try {
    const reader = (await openStream(options.address, cursor, connection.signal)).getReader();
    options.onState('live');
    const parser = createParser({
      onEvent(event) {
        receivedAny = true;
        if (event.id !== undefined) cursor.lastId = event.id;
        options.onEvent(event.event ?? 'message', JSON.parse(event.data), Number(cursor.lastId ?? 0));
      },
    });
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return receivedAny;
      clearTimeout(watchdog);
      watchdog = setTimeout(disconnect, MAX_SILENCE_MS);
      parser.feed(value);
    }
  } catch (error) {
    if (error instanceof ApiError) throw error;
    if (receivedAny) return true;
    throw new NetworkError(String(error));
  } finally {
    clearTimeout(watchdog);
    stopped.removeEventListener('abort', disconnect);
    connection.abort();
  }
}

async function openStream(address: string, cursor: Cursor, signal: AbortSignal): Promise<ReadableStream<string>> {
  const headers: Record<string, string> = { Accept: 'text/event-stream', ...authorization() };
  if (cursor.lastId !== null) headers['Last-Event-ID'] = cursor.lastId;
  const response = await fetch(address, { headers, signal, cache: 'no-store' });
  if (!response.ok) throw await errorFrom(response);
  // A proxy may answer with a page of its own.
  const isStream = response.headers.get('Content-Type')?.startsWith('text/event-stream');
  if (!response.body || !isStream) throw new ApiError(404);
  return response.body.pipeThrough(new TextDecoderStream());
}

async function pollUntilFinished(
  options: StreamOptions,
  stopped: AbortSignal,
  delay: InterruptibleDelay,
): Promise<void> {
  options.onState('polling');
  while (!stopped.aborted) {
    if (document.visibilityState === 'visible') await pollOnce(options, stopped);
    if (options.isFinished()) return options.onState('ended');
    await delay.wait(options.pollEveryMs);
  }
}

async function pollOnce(options: StreamOptions, stopped: AbortSignal): Promise<void> {
  try {
    await options.poll(stopped);
  } catch {
    // The next one may succeed; the page shows by other means that it is offline.
  }
}

const isFinal = (error: unknown): boolean =>
  error instanceof ApiError && (error.status === 401 || error.status === 403);

const isNoStream = (error: unknown): boolean =>
  error instanceof ApiError && (error.status === 404 || error.status === 405);

/** A delay that ends early when the page becomes visible or the network returns. */
class InterruptibleDelay {
  private end: (() => void) | null = null;

  interrupt(): void {
    this.end?.();
  }

  wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const finish = (): void => {
        clearTimeout(timer);
        this.end = null;
        resolve();
      };
      const timer = setTimeout(finish, ms);
      this.end = finish;
    });
  }
}
