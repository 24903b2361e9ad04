import { useInfiniteQuery, useQuery } from '@tanstack/preact-query';
import { listHistory, listLessons } from '../api/teacher';
import { useDraft } from '../app/draft';
import { messages } from '../i18n';
import { instantOf } from '../i18n/zone';
import { Button, Empty, Field, Page } from '../ui/basics';
import { Loaded } from '../ui/Loaded';
import { SessionList } from './SessionList';

const PAGE_SIZE = 20;

const startOf = (day: string): string => (day ? new Date(instantOf(`${day}T00:00`)).toISOString() : '');

export function HistoryPage() {
  const m = messages();
  const [filter, setFilter] = useDraft('history', { lesson: '', before: '' });
  const lessons = useQuery({ queryKey: ['lessons'], queryFn: ({ signal }) => listLessons(signal), staleTime: 60_000 });
  const sessions = useInfiniteQuery({
    queryKey: ['history', filter],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      listHistory({ limit: PAGE_SIZE, before: startOf(filter.before), lesson_name: filter.lesson }, pageParam, signal),
    getNextPageParam: (last) => last.next,
    staleTime: 30_000,
  });
  // Until the lessons are loaded, the chosen one has to be an option all the same.
  const names = lessons.data?.map((lesson) => lesson.lesson_name) ?? [filter.lesson].filter(Boolean);

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
        <Loaded query={sessions}>
          {({ pages }) =>
            pages[0]?.items.length ? (
              <SessionList sessions={pages.flatMap((page) => page.items)} />
            ) : (
              <Empty>{m.history.empty}</Empty>
            )
          }
        </Loaded>
        {sessions.hasNextPage && (
          <Button busy={sessions.isFetchingNextPage} onClick={() => void sessions.fetchNextPage()}>
            {m.app.more}
          </Button>
        )}
      </section>
    </Page>
  );
}
