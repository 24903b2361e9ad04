import { useInfiniteQuery, useQuery } from '@tanstack/preact-query';
import { listOwnAttendances, listOwnLessons, listTerms } from '../api/student';
import type { OwnAttendance, OwnLesson } from '../api/types';
import { useDraft } from '../app/draft';
import { messages } from '../i18n';
import { reasonText } from '../i18n/explain';
import { formatDate, formatPercentage, formatTime } from '../i18n/format';
import { Sum } from '../sum/Sum';
import { Button, Empty, Page, Tag } from '../ui/basics';
import { Loaded } from '../ui/Loaded';
import { TermPicker } from '../ui/TermPicker';

const PAGE_SIZE = 20;

export function OwnAttendancePage() {
  const m = messages();
  const [termId, setTermId] = useDraft('own.term', '');
  const terms = useQuery({ queryKey: ['terms'], queryFn: ({ signal }) => listTerms(signal), staleTime: 60_000 });
  const lessons = useQuery({
    queryKey: ['own-lessons', termId],
    queryFn: ({ signal }) => listOwnLessons(termId, signal),
  });
  const attendances = useInfiniteQuery({
    queryKey: ['own'],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => listOwnAttendances(PAGE_SIZE, pageParam, signal),
    getNextPageParam: (last) => last.next,
  });
  return (
    <Page title={m.own.title} lead={m.own.lead}>
      <TermPicker terms={terms.data ?? []} chosen={termId} onChoose={setTermId} />
      <Loaded query={lessons}>
        {(found) =>
          found.length === 0 ? (
            <Empty>{m.own.empty}</Empty>
          ) : (
            <div class="lesson-cards">
              {found.map((lesson) => (
                <LessonCard key={lesson.lesson_name + lesson.teacher_full_name} lesson={lesson} />
              ))}
            </div>
          )
        }
      </Loaded>
      <section class="card" aria-labelledby="all">
        <h2 id="all">{m.own.all}</h2>
        <Loaded query={attendances}>
          {({ pages }) => <AttendanceList attendances={pages.flatMap((page) => page.items)} />}
        </Loaded>
        {attendances.hasNextPage && (
          <Button busy={attendances.isFetchingNextPage} onClick={() => void attendances.fetchNextPage()}>
            {m.app.more}
          </Button>
        )}
      </section>
    </Page>
  );
}

function LessonCard({ lesson }: { lesson: OwnLesson }) {
  const m = messages();
  const percentage = lesson.percentage === null ? m.own.noPercentage : formatPercentage(lesson.percentage);
  return (
    <section class="card lesson-card" aria-label={lesson.lesson_name}>
      <h2>{lesson.lesson_name}</h2>
      <p class="muted">{lesson.teacher_full_name}</p>
      <p class={lesson.is_below_limit ? 'figure below' : 'figure'}>
        {percentage} <span class="muted">{m.own.limit(lesson.required_percentage)}</span>
      </p>
      <LimitBar lesson={lesson} label={m.own.meter(percentage)} />
      <p>
        {m.own.counts(lesson.attended, lesson.held)}{' '}
        <span class="muted">{m.own.details(lesson.late, lesson.excused, lesson.absent)}</span>
      </p>
      <Outlook lesson={lesson} />
      <details class="fold">
        <summary>{m.sum.show}</summary>
        <Sum sum={lesson.sum} percentage={lesson.percentage} />
      </details>
    </section>
  );
}

/** What is still possible this term. */
function Outlook({ lesson }: { lesson: OwnLesson }) {
  const m = messages();
  if (lesson.sum.exempt) return <p class="hint">{m.own.exempt}</p>;
  if (lesson.can_still_reach === null) return <p class="hint">{m.own.noPlan}</p>;
  return (
    <p class={lesson.can_still_reach ? '' : 'below'}>
      <strong>{lesson.can_still_reach ? m.own.canReach : m.own.cannotReach}</strong>{' '}
      {lesson.can_still_reach &&
        lesson.may_still_miss !== null &&
        m.own.mayMiss(lesson.may_still_miss, lesson.sum.unit)}{' '}
      {lesson.still_possible_percentage !== null && (
        <span class="muted">{m.own.possible(formatPercentage(lesson.still_possible_percentage))}</span>
      )}
    </p>
  );
}

/** A bar of what was attended, with a mark at the limit. */
function LimitBar({ lesson, label }: { lesson: OwnLesson; label: string }) {
  return (
    <svg
      class={lesson.is_below_limit ? 'bar below' : 'bar'}
      viewBox="0 0 100 6"
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      <rect class="bar-ground" width="100" height="6" rx="1.5" />
      <rect class="bar-fill" width={lesson.percentage ?? 0} height="6" rx="1.5" />
      <rect class="bar-limit" x={lesson.required_percentage - 0.4} width="0.8" height="6" />
    </svg>
  );
}

function AttendanceList({ attendances }: { attendances: OwnAttendance[] }) {
  const m = messages();
  if (attendances.length === 0) return <Empty>{m.own.allEmpty}</Empty>;
  return (
    <ul class="rows">
      {attendances.map(({ session, record, status }) => (
        <li key={session.attendance_id} class="lesson-row">
          <span>
            <strong>{session.lesson_name}</strong>
            <span class="muted block">
              {formatDate(session.start_time)}, {formatTime(session.start_time)}
            </span>
            {record?.fail_reason && !record.is_attended && <span class="muted block">{reasonText(record)}</span>}
          </span>
          {session.status === 'cancelled' ? (
            <Tag kind="plain">{m.student.cancelled}</Tag>
          ) : (
            <Tag kind={status}>{m.status[status]}</Tag>
          )}
        </li>
      ))}
    </ul>
  );
}
