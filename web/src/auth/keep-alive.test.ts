import { expect, it } from 'vitest';
import { decide } from './keep-alive';
import { lifetimeOf } from './login';

const minute = 60_000;
const login = { renewedAt: 0, expiresAt: 15 * minute };

it.each([
  ['fresh', { lastUsedAt: 1, watched: false }, 4 * minute, 'wait'],
  ['in use', { lastUsedAt: 1, watched: false }, 6 * minute, 'renew'],
  ['idle', { lastUsedAt: -1, watched: false }, 6 * minute, 'wait'],
  ['idle for long', { lastUsedAt: -1, watched: false }, 8 * minute, 'warn'],
  ['idle but watched by a class', { lastUsedAt: -1, watched: true }, 8 * minute, 'renew'],
  ['expired', { lastUsedAt: 1, watched: true }, 15 * minute, 'expire'],
] as const)('decides what to do about a sign-in that is %s', (_, use, now, decision) => {
  expect(decide({ ...login, ...use }, now)).toBe(decision);
});

it('takes the lifetime of a token from the token, not from this clock', () => {
  const token = `x.${btoa(JSON.stringify({ iat: 1000, exp: 1000 + 3600 }))}.x`;
  expect(lifetimeOf(token, 5)).toEqual({ renewedAt: 5, expiresAt: 5 + 3600_000 });
  expect(lifetimeOf('broken', 0).expiresAt).toBe(15 * minute);
});
