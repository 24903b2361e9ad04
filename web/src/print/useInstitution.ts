import { useQuery } from '@tanstack/preact-query';
import { useLayoutEffect } from 'preact/hooks';
import { readInstitution } from '../api/institution';
import { setZone } from '../i18n/zone';

/**
 * The university's name for the head of a sheet; null: unknown, or the installation has none. Once it is known, dates
 * and times are those of its zone, as in the files of the server.
 */
export function useInstitution(): string | null {
  const { data } = useQuery({
    queryKey: ['institution'],
    queryFn: ({ signal }) => readInstitution(signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  useLayoutEffect(() => {
    if (data) setZone(data.time_zone);
  }, [data?.time_zone]);
  return data?.name ?? null;
}
