import { useInfiniteQuery, useQuery } from '@tanstack/preact-query';
import { Link } from 'wouter-preact';
import { listCourseSessions } from '../../api/courses';
import { findLive } from '../../api/teacher';
import type { Course } from '../../api/types';
import { messages } from '../../i18n';
import { Button, Empty } from '../../ui/basics';
import { Loaded } from '../../ui/Loaded';
import { PlannedCard } from '../PlannedCard';
import { SessionList } from '../SessionList';

export function SessionsSection({ course }: { course: Course }) {
  const m = messages();
  const id = course.course_id;
  const live = useQuery({ queryKey: ['live'], queryFn: ({ signal }) => findLive(signal), staleTime: 5_000 });
  const past = useInfiniteQuery({
    queryKey: ['history', { course: id }],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => listCourseSessions(id, pageParam, signal),
    getNextPageParam: (last) => last.next,
  });
  return (
    <>
      {live.data?.course_id === id && (
        <section class="card" aria-labelledby="live">
          <h2 id="live">{m.sessions.live}</h2>
          <SessionList sessions={[live.data]} />
        </section>
      )}
      <PlannedCard course={id} />
      <section class="card" aria-labelledby="past">
        <div class="section-head">
          <h2 id="past">{m.sessions.past}</h2>
          <Link class="button" href="/teacher">
            {m.sessions.open}
          </Link>
        </div>
        <Loaded query={past}>
          {({ pages }) =>
            pages[0]?.items.length ? (
              <SessionList sessions={pages.flatMap((page) => page.items)} />
            ) : (
              <Empty>{m.sessions.none}</Empty>
            )
          }
        </Loaded>
        {past.hasNextPage && (
          <Button busy={past.isFetchingNextPage} onClick={() => void past.fetchNextPage()}>
            {m.app.more}
          </Button>
        )}
      </section>
    </>
  );
}
