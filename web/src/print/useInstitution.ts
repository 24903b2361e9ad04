import { useQuery } from '@tanstack/preact-query';
import { readInstitution } from '../api/institution';

/** The university's name for the head of a sheet; null: unknown, or the installation has none. */
export function useInstitution(): string | null {
  const institution = useQuery({
    queryKey: ['institution'],
    queryFn: ({ signal }) => readInstitution(signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return institution.data?.name ?? null;
}
