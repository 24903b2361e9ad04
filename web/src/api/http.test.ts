import { expect, it, vi } from 'vitest';
import { ApiError, callPage, NetworkError, request } from './http';
import { addressOf } from './routes';

const serve = (body: string, init: ResponseInit) => vi.stubGlobal('fetch', async () => new Response(body, init));
const failureOf = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => null,
    (error: unknown) => error,
  );

it('turns a problem of the server into its code, detail and waiting time', async () => {
  serve('{"code":"rate_limited","detail":"Too many requests."}', { status: 429, headers: { 'Retry-After': '7' } });
  expect(await failureOf(request('get', '/x'))).toMatchObject({
    status: 429,
    code: 'rate_limited',
    detail: 'Too many requests.',
    retryAfterSeconds: 7,
  });
});

it('gives the page of a proxy no code', async () => {
  serve('<html>Bad Gateway</html>', { status: 502 });
  expect(await failureOf(request('get', '/x'))).toEqual(new ApiError(502));
});

it('throws a NetworkError when no answer comes', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('network')));
  expect(await failureOf(request('get', '/x'))).toBeInstanceOf(NetworkError);
});

it('fills in and encodes the parameters of a route', () => {
  const route = '/api/v1/teacher/lessons/{lesson}/report';
  expect(addressOf(route, { path: { lesson: 'C / C++' }, query: { format: 'csv', from: '', to: undefined } })).toBe(
    '/api/v1/teacher/lessons/C%20%2F%20C%2B%2B/report?format=csv',
  );
});

it('follows the Link header from page to page', async () => {
  const pages = [
    new Response('[1]', { headers: { Link: '</api/v1/teacher/attendances/historical?before=x&limit=1>; rel="next"' } }),
    new Response('[2]'),
  ];
  const addresses: string[] = [];
  vi.stubGlobal('fetch', async (address: string) => {
    addresses.push(address);
    return pages.shift();
  });
  const read = (next?: string | null) =>
    callPage('/api/v1/teacher/attendances/historical', { query: { limit: 1 } }, next);
  const first = await read();
  const last = await read(first.next);
  expect([first.items, last]).toEqual([[1], { items: [2], next: null }]);
  expect(addresses).toEqual([
    '/api/v1/teacher/attendances/historical?limit=1',
    '/api/v1/teacher/attendances/historical?before=x&limit=1',
  ]);
});
