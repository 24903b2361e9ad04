import { afterEach, expect, it, vi } from 'vitest';
import { follow, type StreamState } from './stream';

const stops: (() => void)[] = [];
afterEach(() => stops.splice(0).forEach((stop) => stop()));

const stream = (text: string) =>
  new Response(new Blob([text]).stream(), { headers: { 'Content-Type': 'text/event-stream' } });

function start(answers: ((init: RequestInit) => Response)[], isOver: (events: [string, unknown][]) => boolean) {
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
      isOver: () => isOver(events) || polls >= 3,
      poll: () => Promise.resolve(void polls++),
    }),
  );
  return { events, states, headers, polls: () => polls };
}

it('hands on events, skips heartbeats, and resumes after the last one that it saw', async () => {
  const heard = start(
    [
      () => stream('id: 4\nevent: snapshot\ndata: {"a":1}\n\n: heartbeat\n\nid: 5\nevent: record\ndata: {"b":2}\n\n'),
      () => stream('id: 6\nevent: session\ndata: {"is_live":false}\n\n'),
    ],
    (events) => events.some(([name]) => name === 'session'),
  );
  await vi.waitFor(() => expect(heard.states.at(-1)).toBe('ended'), { timeout: 3000 });
  expect(heard.events).toEqual([
    ['snapshot', { a: 1 }],
    ['record', { b: 2 }],
    ['session', { is_live: false }],
  ]);
  expect(heard.headers[0]!['Last-Event-ID']).toBeUndefined();
  expect(heard.headers[1]!['Last-Event-ID']).toBe('5');
});

it('asks every few seconds where the server has no stream', async () => {
  const heard = start([() => new Response('{"detail":"Not Found"}', { status: 404 })], () => false);
  await vi.waitFor(() => expect(heard.states.at(-1)).toBe('ended'));
  expect(heard.states).toContain('polling');
  expect(heard.polls()).toBe(3);
});

it('asks once by itself after two broken connections, and goes on trying', async () => {
  const heard = start([], (events) => events.length > 0);
  await vi.waitFor(() => expect(heard.polls()).toBeGreaterThan(0), { timeout: 5000 });
  expect(heard.states).toContain('polling');
});

it('ends with the sign-in', async () => {
  const heard = start([() => new Response('{}', { status: 401 })], () => false);
  await vi.waitFor(() => expect(heard.states).toEqual(['connecting', 'ended']));
});
