import { call } from './http';

export const readInstitution = (signal?: AbortSignal) =>
  call('get', '/api/v1/institution', { signal, anonymous: true });
