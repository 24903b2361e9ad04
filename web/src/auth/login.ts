import * as api from '../api/auth';
import { setCredentials } from '../api/http';
import type { LoginAnswer, ScheduledLesson, User } from '../api/types';
import { forgetDrafts, readStored, writeStored } from '../app/storage';
import { createStore } from '../app/store';
import { keepTicket } from '../student/ticket';

/** Who is signed in on this page. */
export interface Login {
  token: string;
  user: User;
  schedule: ScheduledLesson[] | null;
  /** By this device's clock. */
  renewedAt: number;
  expiresAt: number;
}

/** Why nobody is signed in. */
export type Ending = 'expired' | 'refused' | 'signedOut' | null;

const KEY = 'attn.login';

/*
 * A student's sign-in is kept for the browser (a scanned code opens a new tab, and a phone is one's own; it lives for minutes), a teacher's
 * for the tab only (the computer of a lecture hall is everybody's). See docs/decisions/0130.
 */
function restore(): Login | null {
  const found = readStored<Login>('session', KEY) ?? readStored<Login>('local', KEY);
  return found && typeof found.token === 'string' && found.expiresAt > Date.now() ? found : null;
}

export const login = createStore<Login | null>(restore());
export const ending = createStore<Ending>(null);

function keep(next: Login | null): void {
  writeStored('session', KEY, next?.user.role === 'Teacher' ? next : null);
  // Another tab's student stays signed in when a teacher signs in here.
  if (next?.user.role !== 'Teacher') writeStored('local', KEY, next);
  login.set(next);
}

export async function signIn(username: string, password: string): Promise<void> {
  const answer = await api.signIn(username, password);
  ending.set(null);
  keep(loginOf(answer));
}

export async function signOut(): Promise<void> {
  try {
    await api.signOut();
  } catch {
    // Offline, or over already: the token is forgotten here, and dies by itself there.
  }
  forgetDrafts();
  keepTicket(null);
  end('signedOut');
}

export function end(why: Ending): void {
  if (!login.get()) return;
  ending.set(why);
  if (login.get()?.user.role === 'Teacher') {
    writeStored('session', KEY, null);
    login.set(null);
  } else {
    keep(null);
  }
}

let renewing: Promise<void> | null = null;

/** Slides the sign-in on. Several callers at once ask once. */
export function renew(): Promise<void> {
  renewing ??= (async () => {
    try {
      const before = login.get();
      if (!before) return;
      const token = await api.renew();
      if (login.get()?.token === before.token)
        keep({ ...before, token: token.access_token, ...lifetimeOf(token.access_token) });
    } finally {
      renewing = null;
    }
  })();
  return renewing;
}

function loginOf(answer: LoginAnswer): Login {
  const token = answer.token.access_token;
  return { token, user: answer.user, schedule: answer.schedule, ...lifetimeOf(token) };
}

/** From now on for as long as the token says; the two clocks need not agree. */
export function lifetimeOf(token: string, now = Date.now()): { renewedAt: number; expiresAt: number } {
  const fallback = 15 * 60_000;
  try {
    const payload = JSON.parse(atob((token.split('.')[1] ?? '').replace(/-/g, '+').replace(/_/g, '/'))) as {
      iat?: number;
      exp?: number;
    };
    const lifetime = payload.iat && payload.exp ? (payload.exp - payload.iat) * 1000 : fallback;
    return { renewedAt: now, expiresAt: now + lifetime };
  } catch {
    return { renewedAt: now, expiresAt: now + fallback };
  }
}

setCredentials({
  token: () => login.get()?.token ?? null,
  refused: (token) => {
    if (login.get()?.token === token) end(login.get()!.expiresAt <= Date.now() ? 'expired' : 'refused');
  },
});

// Another tab of the same browser signed in, renewed or signed out.
window.addEventListener('storage', (event) => {
  if (event.key !== KEY || login.get()?.user.role === 'Teacher') return;
  login.set(readStored<Login>('local', KEY));
});
