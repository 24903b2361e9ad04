import { QueryClient } from '@tanstack/preact-query';
import { ApiError } from '../api/http';

/** What the server refused stays refused; what did not get through is tried again. Reads only: a write is repeated by the person. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (count, error) => count < 3 && !(error instanceof ApiError && error.status < 500 && error.status !== 429),
      retryDelay: (count, error) =>
        error instanceof ApiError && error.retryAfterSeconds
          ? error.retryAfterSeconds * 1000
          : Math.min(1000 * 2 ** count, 8000),
      refetchOnWindowFocus: false,
    },
    mutations: { retry: false },
  },
});

/** The route does not exist on this server (an older one): the page does without. */
export const isMissing = (error: unknown): boolean =>
  error instanceof ApiError && (error.status === 404 || error.status === 405);
