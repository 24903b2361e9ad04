import { afterEach, expect, it, vi } from 'vitest';
import { follow, type StreamState } from './stream';

const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

const stream = (text: string) =>
  new Response(new Blob([text]).stream(), { headers: { 'Content-Type': 'text/event-stream' } });

function start(answers: ((init: RequestInit) => Response)[], isFinished: (events: [string, unknown][]) => boolean) {
  const events: [string, unknown][] = [];
  const states: StreamState[] = [];
  const headers: Record<string, string>[] = [];
  let polls = 0;
  vi.stubGlobal('fetch', (_: string, init: RequestInit) => {
    headers.push(init.headers as Record<string, string>);
    const next = answers.shift();
    return next ? Promise.resolve(next(init)) : Promise.reject(new TypeError('network'));
  });
  stops.push(
    follow({
      address: '/events',
      pollEveryMs: 5,
      onEvent: (name, data) => events.push([name, data]),
      onState: (state) => states.push(state),
      isFinished: () => isFinished(events) || polls >= 3,
      poll: () => Promise.resolve(void polls++),
    }),
  );
  return { events, states, headers, polls: () => polls };
}

it('passes events on, skips heartbeats and resumes after the last event received', async () => {
  const page = start(
    [
      () => stream('id: 4\nevent: snapshot\ndata: {"a":1}\n\n: heartbeat\n\nid: 5\nevent: record\ndata: {"b":2}\n\n'),
      () => stream('id: 6\nevent: session\ndata: {"is_live":false}\n\n'),
    ],
    (events) => events.some(([name]) => name === 'session'),
  );
  await vi.waitFor(() => expect(page.states.at(-1)).toBe('ended'), { timeout: 3000 });
  expect(page.events).toEqual([
    ['snapshot', { a: 1 }],
    ['record', { b: 2 }],
    ['session', { is_live: false }],
  ]);
  expect(page.headers[0]!['Last-Event-ID']).toBeUndefined();
  expect(page.headers[1]!['Last-Event-ID']).toBe('5');
});

it('polls where there is no stream', async () => {
  const page = start([() => new Response('{"detail":"Not Found"}', { status: 404 })], () => false);
  await vi.waitFor(() => expect(page.states.at(-1)).toBe('ended'));
  expect(page.states).toContain('polling');
  expect(page.polls()).toBe(3);
});

it('polls after two broken connections and keeps trying to connect', async () => {
  const page = start([], (events) => events.length > 0);
  await vi.waitFor(() => expect(page.polls()).toBeGreaterThan(0), { timeout: 5000 });
  expect(page.states).toContain('polling');
});

it('ends when the token is rejected', async () => {
  const page = start([() => new Response('{}', { status: 401 })], () => false);
  await vi.waitFor(() => expect(page.states).toEqual(['connecting', 'ended']));
});

it('polls where something on the way holds the stream back', async () => {
  vi.useFakeTimers();
  const heldBack = (init: RequestInit) => {
    const body = new ReadableStream({
      start: (controller) => init.signal?.addEventListener('abort', () => controller.error(new Error('aborted'))),
    });
    return new Response(body, { headers: { 'Content-Type': 'text/event-stream' } });
  };
  const page = start([heldBack], () => false);
  await vi.advanceTimersByTimeAsync(10_000);
  vi.useRealTimers();
  expect(page.states.slice(0, 3)).toEqual(['connecting', 'live', 'polling']);
  expect(page.polls()).toBeGreaterThan(0);
});
