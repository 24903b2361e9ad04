import { createStore } from '../app/store';
import { end, login, renew } from './login';

/** Whether the sign-in ends soon, because nobody used the page. */
export const endsSoon = createStore(false);

const CHECK_MS = 15_000;
// The server's LoginSession of a student lives two thirds of the token's time (600 s of 900 s): renewals come well before that.
const RENEW_FROM = 0.33;
const WARN_FROM = 0.5;

let lastUse = Date.now();
let watched = 0;

/** The page is in use without being touched: a class looks at the projector. Gives the function that ends this. */
export function inUse(): () => void {
  watched += 1;
  return () => void (watched -= 1);
}

export function startKeepAlive(): void {
  const used = (): void => {
    lastUse = Date.now();
    if (endsSoon.get()) void check();
  };
  for (const event of ['pointerdown', 'keydown', 'wheel', 'touchstart'])
    window.addEventListener(event, used, { passive: true });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void check();
  });
  window.setInterval(() => void check(), CHECK_MS);
}

/** What to do about a sign-in of this age. Pure, for the tests. */
export function decide(
  state: { renewedAt: number; expiresAt: number; lastUse: number; watched: boolean },
  now: number,
): 'end' | 'renew' | 'warn' | 'wait' {
  if (now >= state.expiresAt) return 'end';
  const age = (now - state.renewedAt) / (state.expiresAt - state.renewedAt);
  if (age >= RENEW_FROM && (state.watched || state.lastUse > state.renewedAt)) return 'renew';
  return age >= WARN_FROM ? 'warn' : 'wait';
}

async function check(): Promise<void> {
  const current = login.get();
  if (!current) return endsSoon.set(false);
  const next = decide({ ...current, lastUse, watched: watched > 0 }, Date.now());
  if (next === 'end') end('expired');
  if (next === 'renew') await renew().catch(() => undefined);
  endsSoon.set(next === 'warn' && login.get() !== null);
}
