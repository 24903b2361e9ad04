import { createParser } from 'eventsource-parser';
import { ApiError, authorization, problemOf, Unreachable } from './http';

/** How the page hears of changes. `ended`: the server closed the stream for good. */
export type StreamState = 'connecting' | 'live' | 'polling' | 'ended';

export interface StreamOptions {
  address: string;
  onEvent(name: string, data: unknown): void;
  onState(state: StreamState): void;
  /** Asks once the ordinary way; used while there is no stream. */
  poll(signal: AbortSignal): Promise<void>;
  /** Whether the last event that came was the stream's last word. */
  isOver(): boolean;
  pollEveryMs: number;
}

// The server sends a comment every 15 s at least; a connection that is silent for longer is dead.
const SILENCE_MS = 45_000;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 15_000;

/**
 * Server-sent events over fetch, because EventSource cannot send a token. A broken stream resumes after the last event that was seen; where
 * the server has no stream, or a proxy in between swallows it, the page asks every few seconds instead.
 */
export function follow(options: StreamOptions): () => void {
  const stop = new AbortController();
  const wake = new Waker();
  const wakeUp = (): void => {
    if (document.visibilityState === 'visible') wake.now();
  };
  document.addEventListener('visibilitychange', wakeUp);
  window.addEventListener('online', wakeUp);
  stop.signal.addEventListener('abort', () => {
    document.removeEventListener('visibilitychange', wakeUp);
    window.removeEventListener('online', wakeUp);
    wake.now();
  });
  void run(options, stop.signal, wake);
  return () => stop.abort();
}

async function run(options: StreamOptions, stopped: AbortSignal, wake: Waker): Promise<void> {
  const place: Place = { lastId: null };
  let pause = FIRST_PAUSE_MS;
  let failures = 0;
  options.onState('connecting');
  while (!stopped.aborted) {
    try {
      const heard = await listen(options, place, stopped);
      if (options.isOver()) return options.onState('ended');
      failures = heard ? 0 : failures + 1;
      pause = heard ? FIRST_PAUSE_MS : pause;
    } catch (error) {
      if (stopped.aborted) return;
      if (isFinal(error)) return options.onState('ended');
      if (error instanceof ApiError && (error.status === 404 || error.status === 405))
        return pollForEver(options, stopped, wake);
      failures += 1;
    }
    if (stopped.aborted) return;
    // One broken connection is a hiccup; after two the page asks by itself, so that nobody looks at an old roster.
    if (failures >= 2) {
      options.onState('polling');
      await pollOnce(options, stopped);
      if (options.isOver()) return options.onState('ended');
    }
    await wake.after(pause);
    pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
  }
}

interface Place {
  lastId: string | null;
}

/** Whether at least one event came. */
async function listen(options: StreamOptions, place: Place, stopped: AbortSignal): Promise<boolean> {
  const connection = new AbortController();
  const end = (): void => connection.abort();
  stopped.addEventListener('abort', end);
  let watchdog = setTimeout(end, SILENCE_MS);
  let heard = false;
  try {
    const headers: Record<string, string> = { Accept: 'text/event-stream', ...authorization() };
    if (place.lastId !== null) headers['Last-Event-ID'] = place.lastId;
    const response = await fetch(options.address, { headers, signal: connection.signal, cache: 'no-store' });
    if (!response.ok) throw await problemOf(response);
    if (!response.body || !response.headers.get('Content-Type')?.startsWith('text/event-stream'))
      throw new ApiError(404, 'No stream.');
    options.onState('live');
    const parser = createParser({
      onEvent(event) {
        heard = true;
        if (event.id !== undefined) place.lastId = event.id;
        options.onEvent(event.event ?? 'message', JSON.parse(event.data));
      },
    });
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return heard;
      clearTimeout(watchdog);
      watchdog = setTimeout(end, SILENCE_MS);
      parser.feed(value);
    }
  } catch (error) {
    if (error instanceof ApiError) throw error;
    if (heard) return true;
    throw new Unreachable(String(error));
  } finally {
    clearTimeout(watchdog);
    stopped.removeEventListener('abort', end);
    connection.abort();
  }
}

async function pollForEver(options: StreamOptions, stopped: AbortSignal, wake: Waker): Promise<void> {
  options.onState('polling');
  while (!stopped.aborted) {
    if (document.visibilityState === 'visible') await pollOnce(options, stopped);
    if (options.isOver()) return options.onState('ended');
    await wake.after(options.pollEveryMs);
  }
}

async function pollOnce(options: StreamOptions, stopped: AbortSignal): Promise<void> {
  try {
    await options.poll(stopped);
  } catch {
    // The next one may get through; the offline banner says what is wrong.
  }
}

const isFinal = (error: unknown): boolean =>
  error instanceof ApiError && (error.status === 401 || error.status === 403);

/** A pause that ends early when the page is looked at again or the network is back. */
class Waker {
  private end: (() => void) | null = null;

  now(): void {
    this.end?.();
  }

  after(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(done, ms);
      const self = this;
      function done(): void {
        clearTimeout(timer);
        self.end = null;
        resolve();
      }
      this.end = done;
    });
  }
}
