import { signal } from '@preact/signals';
import * as api from '../api/auth';
import { setCredentials } from '../api/http';
import type { ScheduledLesson, SignInAnswer, User } from '../api/types';
import { deleteDrafts, readStored, writeStored } from '../app/storage';
import { setTicket } from '../student/ticket';

/** Who is signed in on this page. */
export interface Login {
  token: string;
  user: User;
  schedule: ScheduledLesson[] | null;
  /** By this device's clock. */
  renewedAt: number;
  expiresAt: number;
}

export type SignOutReason = 'expired' | 'refused' | 'signedOut';

const KEY = 'attn.login';

/*
 * A student's sign-in is stored for the browser: a scanned code opens a new tab, a phone is personal, and the token
 * lives for minutes. A teacher's is stored for the tab only: everybody uses the computer of a lecture hall. See
 * docs/decisions/0130.
 */
function restore(): Login | null {
  forgetExpired();
  return readStored<Login>('session', KEY) ?? readStored<Login>('local', KEY);
}

/**
 * Deletes the sign-in, name and schedule included, that a closed tab left behind: on every page of the client, whoever
 * is signed in there, and on the page of the sign-in.
 */
export function forgetExpired(): void {
  for (const area of ['session', 'local'] as const) {
    const stored = readStored<Partial<Login>>(area, KEY);
    const lasts = typeof stored?.token === 'string' && (stored.expiresAt ?? 0) > Date.now();
    if (!lasts) writeStored(area, KEY, null);
  }
}

export const login = signal<Login | null>(restore());
/** Why the last sign-in on this page ended. */
export const signOutReason = signal<SignOutReason | null>(null);

function store(next: Login | null): void {
  const isTeacher = next?.user.role === 'Teacher';
  writeStored('session', KEY, isTeacher ? next : null);
  // A student stays signed in in other tabs when a teacher signs in here.
  if (!isTeacher) writeStored('local', KEY, next);
  login.value = next;
}

export async function signIn(username: string, password: string): Promise<void> {
  const answer = await api.signIn(username, password);
  signOutReason.value = null;
  store(loginFrom(answer));
}

export async function signOut(): Promise<void> {
  try {
    await api.signOut();
  } catch {
    // Offline, or already expired: the token is deleted here and expires on the server by itself.
  }
  deleteDrafts();
  setTicket(null);
  signOutLocally('signedOut');
}

export function signOutLocally(reason: SignOutReason): void {
  if (!login.value) return;
  signOutReason.value = reason;
  if (login.value.user.role === 'Teacher') {
    writeStored('session', KEY, null);
    login.value = null;
  } else {
    store(null);
  }
}

let renewal: Promise<void> | null = null;

/** Gets a fresh token. Concurrent callers share one call. */
export function renew(): Promise<void> {
  renewal ??= fetchToken().finally(() => {
    renewal = null;
  });
  return renewal;
}

async function fetchToken(): Promise<void> {
  const before = login.value;
  if (!before) return;
  const { access_token } = await api.renew();
  if (login.value?.token === before.token) store({ ...before, token: access_token, ...lifetimeOf(access_token) });
}

function loginFrom(answer: SignInAnswer): Login {
  const token = answer.token.access_token;
  return { token, user: answer.user, schedule: answer.schedule, ...lifetimeOf(token) };
}

const DEFAULT_LIFETIME_MS = 15 * 60_000;

/** The token says how long it lives, counted from now, because this device's clock may differ from the server's. */
export function lifetimeOf(token: string, now = Date.now()): { renewedAt: number; expiresAt: number } {
  try {
    const payload = (token.split('.')[1] ?? '').replace(/-/g, '+').replace(/_/g, '/');
    const { iat, exp } = JSON.parse(atob(payload)) as { iat?: number; exp?: number };
    return { renewedAt: now, expiresAt: now + (iat && exp ? (exp - iat) * 1000 : DEFAULT_LIFETIME_MS) };
  } catch {
    return { renewedAt: now, expiresAt: now + DEFAULT_LIFETIME_MS };
  }
}

setCredentials({
  token: () => login.value?.token ?? null,
  onRejected(token) {
    const current = login.value;
    if (current?.token === token) signOutLocally(current.expiresAt <= Date.now() ? 'expired' : 'refused');
  },
});

// Another tab of this browser signed in, renewed or signed out.
window.addEventListener('storage', (event) => {
  if (event.key !== KEY || login.value?.user.role === 'Teacher') return;
  login.value = readStored<Login>('local', KEY);
});
