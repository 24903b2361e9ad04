import { call } from './http';
import type { SignInAnswer } from './types';

export const signIn = (username: string, password: string): Promise<SignInAnswer> =>
  call('post', '/api/v1/auth/login', { body: { username, password }, anonymous: true });

export const renew = () => call('post', '/api/v1/auth/renew', {});

export const signOut = () => call('post', '/api/v1/auth/logout', {});
