import { request } from './http';

export const readInstitution = async (signal?: AbortSignal): Promise<{ name: string | null; time_zone: string }> =>
  (await request('get', '/api/v1/institution', { signal, anonymous: true })).json();
