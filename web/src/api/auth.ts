import { call, request } from './http';
import type { LoginAnswer, Token } from './types';

export const signIn = (username: string, password: string): Promise<LoginAnswer> =>
  call('POST', '/api/v1/auth/login', { body: { username, password }, anonymous: true });

export const renew = (): Promise<Token> => call('POST', '/api/v1/auth/renew');

export const signOut = async (): Promise<void> => void (await request('POST', '/api/v1/auth/logout'));
