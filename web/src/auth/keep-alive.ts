import { signal } from '@preact/signals';
import { forgetExpired, login, renew, signOutLocally } from './login';

/** Whether the sign-in is about to expire because nobody used the page. */
export const expiresSoon = signal(false);

const CHECK_EVERY_MS = 15_000;
// Shares of the token's lifetime. A student's LoginSession on the server lives only two thirds of it (600 s of 900 s).
const RENEW_FROM = 0.33;
const WARN_FROM = 0.5;

let lastUsedAt = Date.now();
let watchers = 0;

/** Keeps the sign-in alive without input, while a class watches the projector. Returns the function that stops it. */
export function keepAlive(): () => void {
  watchers += 1;
  return () => {
    watchers -= 1;
  };
}

export function startKeepAlive(): void {
  const onInput = (): void => {
    lastUsedAt = Date.now();
    if (expiresSoon.value) void check();
  };
  for (const event of ['pointerdown', 'keydown', 'wheel', 'touchstart']) {
    window.addEventListener(event, onInput, { passive: true });
  }
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void check();
  });
  window.setInterval(() => void check(), CHECK_EVERY_MS);
}

export async function staySignedIn(): Promise<void> {
  try {
    await renew();
    expiresSoon.value = false;
  } catch {
    // The warning stays, and the next press tries again.
  }
}

interface Usage {
  renewedAt: number;
  expiresAt: number;
  lastUsedAt: number;
  watched: boolean;
}

export function decide(usage: Usage, now: number): 'expire' | 'renew' | 'warn' | 'wait' {
  if (now >= usage.expiresAt) return 'expire';
  const age = (now - usage.renewedAt) / (usage.expiresAt - usage.renewedAt);
  if (age >= RENEW_FROM && (usage.watched || usage.lastUsedAt > usage.renewedAt)) return 'renew';
  return age >= WARN_FROM ? 'warn' : 'wait';
}

async function check(): Promise<void> {
  const current = login.value;
  const next = current ? decide({ ...current, lastUsedAt, watched: watchers > 0 }, Date.now()) : 'wait';
  if (next === 'expire') signOutLocally('expired');
  forgetExpired();
  if (next === 'renew') await renew().catch(() => undefined);
  expiresSoon.value = next === 'warn' && login.value !== null;
}
