import type { ComponentChildren } from 'preact';
import { Failure, Loading } from './basics';

/** As much of a query as is needed to show it. */
interface Query<T> {
  data: T | undefined;
  error: unknown;
  isPending: boolean;
  refetch(): Promise<unknown>;
}

/** Shows the data of a query. Until there is any: that it is loading, or why it failed. */
export function Loaded<T>({ query, children }: { query: Query<T>; children: (data: T) => ComponentChildren }) {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.isPending) return <Loading />;
  return <Failure error={query.error} retry={() => void query.refetch()} />;
}
