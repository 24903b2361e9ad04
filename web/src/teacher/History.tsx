import { useInfiniteQuery, useQuery } from '@tanstack/preact-query';
import { listHistory, listLessons } from '../api/teacher';
import { useDraft } from '../app/draft';
import { useMessages } from '../i18n';
import { Button, Empty, Failure, Field, Loading, Page } from '../ui/basics';
import { SessionList } from './SessionList';

const PAGE = 20;

export function History() {
  const m = useMessages();
  const [filter, setFilter] = useDraft('history', { lesson: '', before: '' });
  const lessons = useQuery({ queryKey: ['lessons'], queryFn: ({ signal }) => listLessons(signal), staleTime: 60_000 });
  const sessions = useInfiniteQuery({
    queryKey: ['history', filter],
    initialPageParam: filter.before ? new Date(`${filter.before}T00:00:00`).toISOString() : '',
    queryFn: ({ pageParam, signal }) =>
      listHistory(
        {
          limit: PAGE,
          ...(pageParam ? { before: pageParam } : {}),
          ...(filter.lesson ? { lesson_name: filter.lesson } : {}),
        },
        signal,
      ),
    // The next page begins before the last start that was seen.
    getNextPageParam: (last) => (last.length === PAGE ? last.at(-1)!.start_time : undefined),
    staleTime: 30_000,
  });
  const all = sessions.data?.pages.flat() ?? [];
  // Without the list of lessons: those that were seen.
  const names =
    lessons.data?.map((lesson) => lesson.lesson_name) ??
    [...new Set([...all.map((session) => session.lesson_name), filter.lesson])].filter(Boolean);

  return (
    <Page title={m.history.title}>
      <form class="filters" onSubmit={(event) => event.preventDefault()} aria-label={m.history.filter}>
        <Field label={m.history.lesson}>
          {(attributes) => (
            <select
              {...attributes}
              value={filter.lesson}
              onChange={(event) => setFilter({ ...filter, lesson: event.currentTarget.value })}
            >
              <option value="">{m.history.anyLesson}</option>
              {names.map((name) => (
                <option key={name} value={name}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={m.history.until}>
          {(attributes) => (
            <input
              {...attributes}
              type="date"
              value={filter.before}
              onChange={(event) => setFilter({ ...filter, before: event.currentTarget.value })}
            />
          )}
        </Field>
      </form>
      <section class="card" aria-label={m.history.title}>
        {sessions.isPending ? (
          <Loading />
        ) : sessions.error ? (
          <Failure error={sessions.error} retry={() => void sessions.refetch()} />
        ) : all.length ? (
          <SessionList sessions={all} />
        ) : (
          <Empty>{m.history.empty}</Empty>
        )}
        {sessions.hasNextPage && (
          <Button busy={sessions.isFetchingNextPage} onClick={() => void sessions.fetchNextPage()}>
            {m.app.more}
          </Button>
        )}
      </section>
    </Page>
  );
}
