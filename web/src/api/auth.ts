import { call } from './http';
import type { SignInAnswer } from './types';

/** As long as the server waits for the portal: who hangs up earlier leaves the line and starts again at its end. */
const SIGN_IN_TIMEOUT_MS = 95_000;

export const signIn = (username: string, password: string): Promise<SignInAnswer> =>
  call('post', '/api/v1/auth/login', {
    body: { username, password },
    anonymous: true,
    timeoutMs: SIGN_IN_TIMEOUT_MS,
  });

export const renew = () => call('post', '/api/v1/auth/renew', {});

export const signOut = () => call('post', '/api/v1/auth/logout', {});
