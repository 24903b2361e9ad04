import { expect, it } from 'vitest';
import { decide } from './keep-alive';
import { lifetimeOf } from './login';

const minute = 60_000;
const login = { renewedAt: 0, expiresAt: 15 * minute };

it.each([
  ['young', { lastUse: 1, watched: false }, 4 * minute, 'wait'],
  ['used since', { lastUse: 1, watched: false }, 6 * minute, 'renew'],
  ['idle', { lastUse: -1, watched: false }, 6 * minute, 'wait'],
  ['idle for long', { lastUse: -1, watched: false }, 8 * minute, 'warn'],
  ['idle, a class looking at it', { lastUse: -1, watched: true }, 8 * minute, 'renew'],
  ['over', { lastUse: 1, watched: true }, 15 * minute, 'end'],
] as const)('a sign-in that is %s', (_, use, now, what) => {
  expect(decide({ ...login, ...use }, now)).toBe(what);
});

it('reads how long a token lives from the token, not from this clock', () => {
  const token = `x.${btoa(JSON.stringify({ iat: 1000, exp: 1000 + 3600 }))}.x`;
  expect(lifetimeOf(token, 5)).toEqual({ renewedAt: 5, expiresAt: 5 + 3600_000 });
  expect(lifetimeOf('broken', 0).expiresAt).toBe(15 * minute);
});
