import { useInfiniteQuery } from '@tanstack/preact-query';
import { useEffect, useMemo } from 'preact/hooks';
import { type DateRange, reportTerm } from '../../api/courses';
import type { TermReport } from '../../api/types';
import { joinParts } from './term';

export interface LoadedReport {
  /** As much of it as has been loaded; undefined: nothing. */
  report: TermReport | undefined;
  isWhole: boolean;
  error: unknown;
  retry(): void;
}

/** The report of a term, whole: the server cuts a large one by students, and the parts are loaded one by one. */
export function useTermReport(course: string, range: DateRange, enabled: boolean): LoadedReport {
  const query = useInfiniteQuery({
    queryKey: ['term', course, range],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => reportTerm(course, range, pageParam, signal),
    getNextPageParam: (last) => last.next,
    enabled,
  });
  const { data, error, isFetching, hasNextPage, fetchNextPage, refetch } = query;
  const joined = useMemo(() => data && joinParts(data.pages.map(({ items }) => items)), [data]);
  const isTorn = joined === null;
  useEffect(() => {
    if (isFetching || error) return;
    if (isTorn) void refetch();
    else if (hasNextPage) void fetchNextPage();
  }, [data, isFetching, error, isTorn, hasNextPage, fetchNextPage, refetch]);
  return {
    report: joined ?? data?.pages[0]?.items,
    isWhole: data !== undefined && !hasNextPage && !isTorn,
    error,
    retry: () => void (hasNextPage ? fetchNextPage() : refetch()),
  };
}
