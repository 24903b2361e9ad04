import { useInfiniteQuery, useQuery } from '@tanstack/preact-query';
import { listOwn, listOwnLessons } from '../api/student';
import type { OwnAttendance, OwnLesson } from '../api/types';
import { isMissing } from '../app/queries';
import { useMessages } from '../i18n';
import { formatDate, formatPercentage, formatTime } from '../i18n/format';
import { reasonWords } from '../i18n/words';
import { Button, Empty, Failure, Loading, Notice, Page, Tag } from '../ui/basics';

const PAGE = 20;

export function OwnAttendancePage() {
  const m = useMessages();
  const lessons = useQuery({ queryKey: ['own-lessons'], queryFn: ({ signal }) => listOwnLessons(signal) });
  const classes = useInfiniteQuery({
    queryKey: ['own'],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => listOwn({ limit: PAGE, ...(pageParam ? { before: pageParam } : {}) }, signal),
    getNextPageParam: (last) => (last.length === PAGE ? last.at(-1)!.session.start_time : undefined),
  });
  const all = classes.data?.pages.flat() ?? [];
  return (
    <Page title={m.own.title} lead={m.own.lead}>
      {lessons.isPending ? (
        <Loading />
      ) : isMissing(lessons.error) ? (
        <Notice>
          <p>{m.errors.missingRoute}</p>
        </Notice>
      ) : lessons.error ? (
        <Failure error={lessons.error} retry={() => void lessons.refetch()} />
      ) : lessons.data.length === 0 ? (
        <Empty>{m.own.empty}</Empty>
      ) : (
        <div class="lesson-cards">
          {lessons.data.map((lesson) => (
            <LessonCard key={lesson.lesson_name + lesson.teacher_full_name} lesson={lesson} />
          ))}
        </div>
      )}
      <section class="card" aria-labelledby="all">
        <h2 id="all">{m.own.all}</h2>
        {classes.isPending ? (
          <Loading />
        ) : isMissing(classes.error) ? (
          <Empty>{m.own.allEmpty}</Empty>
        ) : classes.error ? (
          <Failure error={classes.error} retry={() => void classes.refetch()} />
        ) : all.length === 0 ? (
          <Empty>{m.own.allEmpty}</Empty>
        ) : (
          <ul class="rows">
            {all.map((one) => (
              <ClassRow key={one.session.attendance_id} one={one} />
            ))}
          </ul>
        )}
        {classes.hasNextPage && (
          <Button busy={classes.isFetchingNextPage} onClick={() => void classes.fetchNextPage()}>
            {m.app.more}
          </Button>
        )}
      </section>
    </Page>
  );
}

function LessonCard({ lesson }: { lesson: OwnLesson }) {
  const m = useMessages();
  const words = lesson.percentage === null ? m.own.noPercentage : formatPercentage(lesson.percentage);
  const below = lesson.percentage !== null && lesson.percentage < lesson.required_percentage;
  return (
    <section class="card lesson-card" aria-label={lesson.lesson_name}>
      <h2>{lesson.lesson_name}</h2>
      <p class="muted">{lesson.teacher_full_name}</p>
      <p class={below ? 'figure below' : 'figure'}>
        {words} <span class="muted">{m.own.limit(lesson.required_percentage)}</span>
      </p>
      <Bar
        percentage={lesson.percentage ?? 0}
        limit={lesson.required_percentage}
        label={m.own.meter(words)}
        below={below}
      />
      <p>
        {m.own.counts(lesson.attended, lesson.held)}{' '}
        <span class="muted">{m.own.details(lesson.late, lesson.excused, lesson.absent)}</span>
      </p>
      {lesson.can_still_reach === null ? (
        <p class="hint">{m.own.noPlan}</p>
      ) : (
        <p class={lesson.can_still_reach ? '' : 'below'}>
          <strong>{lesson.can_still_reach ? m.own.canReach : m.own.cannotReach}</strong>{' '}
          {lesson.can_still_reach && lesson.may_still_miss !== null && m.own.mayMiss(lesson.may_still_miss)}{' '}
          {lesson.still_possible_percentage !== null && (
            <span class="muted">{m.own.possible(formatPercentage(lesson.still_possible_percentage))}</span>
          )}
        </p>
      )}
    </section>
  );
}

/** How much was attended, with a mark at the limit. */
function Bar({
  percentage,
  limit,
  label,
  below,
}: {
  percentage: number;
  limit: number;
  label: string;
  below: boolean;
}) {
  return (
    <svg
      class={below ? 'bar below' : 'bar'}
      viewBox="0 0 100 6"
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      <rect class="bar-ground" width="100" height="6" rx="1.5" />
      <rect class="bar-fill" width={percentage} height="6" rx="1.5" />
      <rect class="bar-limit" x={limit - 0.4} width="0.8" height="6" />
    </svg>
  );
}

function ClassRow({ one }: { one: OwnAttendance }) {
  const m = useMessages();
  return (
    <li class="lesson-row">
      <span>
        <strong>{one.session.lesson_name}</strong>
        <span class="muted block">
          {formatDate(one.session.start_time)}, {formatTime(one.session.start_time)}
        </span>
        {one.record?.fail_reason && !one.record.is_attended && (
          <span class="muted block">{reasonWords(one.record.fail_reason)}</span>
        )}
      </span>
      <Tag kind={one.status}>{m.status[one.status]}</Tag>
    </li>
  );
}
