import { afterEach, beforeEach, expect, it, vi } from 'vitest';

const KEY = 'attn.login';
const minute = 60_000;
const student = {
  token: 'x.y.z',
  user: { user_school_number: '1', user_full_name: 'Ayşe Yılmaz', role: 'Student' },
  schedule: [],
  renewedAt: 0,
  expiresAt: 15 * minute,
};

beforeEach(() => {
  vi.resetModules();
  vi.useFakeTimers({ now: minute });
});

afterEach(() => vi.useRealTimers());

it('keeps a sign-in that another tab has stored', async () => {
  localStorage.setItem(KEY, JSON.stringify(student));

  const { login } = await import('./login');

  expect(login.value?.token).toBe(student.token);
  expect(localStorage.getItem(KEY)).not.toBeNull();
});

it.each([
  ['has expired', JSON.stringify({ ...student, expiresAt: minute })],
  ['has no end', JSON.stringify({ ...student, expiresAt: undefined })],
  ['is broken', '{"user_full_name": "Ayşe'],
])('deletes a stored sign-in that %s when any page opens', async (_, stored) => {
  localStorage.setItem(KEY, stored);
  sessionStorage.setItem(KEY, stored);

  const { login } = await import('./login');

  expect(login.value).toBeNull();
  expect(localStorage.getItem(KEY)).toBeNull();
  expect(sessionStorage.getItem(KEY)).toBeNull();
});

it('deletes the sign-in of a closed tab while somebody else is signed in here', async () => {
  sessionStorage.setItem(KEY, JSON.stringify({ ...student, user: { role: 'Teacher' }, expiresAt: 60 * minute }));
  localStorage.setItem(KEY, JSON.stringify({ ...student, expiresAt: 2 * minute }));
  const { login } = await import('./login');
  const { startKeepAlive } = await import('./keep-alive');
  startKeepAlive();
  expect(localStorage.getItem(KEY)).not.toBeNull();

  await vi.advanceTimersByTimeAsync(2 * minute);

  expect(localStorage.getItem(KEY)).toBeNull();
  expect(login.value).not.toBeNull();
});
