import { QueryClient } from '@tanstack/preact-query';
import { ApiError } from '../api/http';

const RETRIES = 3;
const MAX_DELAY_MS = 8000;

/** Reads are retried when no answer came or the server was busy, not when it refused. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (count, error) => count < RETRIES && !isRefused(error),
      retryDelay: (count, error) =>
        error instanceof ApiError && error.retryAfterSeconds
          ? error.retryAfterSeconds * 1000
          : Math.min(1000 * 2 ** count, MAX_DELAY_MS),
      refetchOnWindowFocus: false,
    },
  },
});

const isRefused = (error: unknown): boolean => error instanceof ApiError && error.status < 500 && error.status !== 429;
