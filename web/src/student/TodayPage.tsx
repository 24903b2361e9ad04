import { useQuery } from '@tanstack/preact-query';
import { useEffect } from 'preact/hooks';
import { Link, useLocation } from 'wouter-preact';
import { findSessions } from '../api/student';
import type { ClassSession, ScheduledLesson } from '../api/types';
import { readStored, writeStored } from '../app/storage';
import { login } from '../auth/login';
import { messages } from '../i18n';
import { formatDate, formatTime } from '../i18n/format';
import { Empty, Page, Tag } from '../ui/basics';
import { Icon } from '../ui/icons';
import { CodeForm } from './CodeForm';
import { PlannedCard } from './PlannedCard';
import { currentTicket } from './ticket';
import { sessionHref } from './useJoin';

export function TodayPage() {
  const m = messages();
  const current = login.value;
  const schedule = current?.schedule ?? [];
  useRedirectAfterSignIn();

  return (
    <Page title={m.student.greeting(current?.user.user_full_name ?? '')}>
      <section class="card join-card" aria-labelledby="join">
        <h2 id="join">{m.student.joinTitle}</h2>
        <Link class="button main huge" href="/student/scan">
          <Icon name="code" /> {m.student.scan}
        </Link>
        <p class="hint">{m.student.scanHint}</p>
        <CodeForm />
      </section>
      <section class="card" aria-labelledby="lessons">
        <h2 id="lessons">{m.student.todayLessons}</h2>
        {schedule.length === 0 ? (
          <Empty>{m.student.noLessons}</Empty>
        ) : (
          <ul class="rows">
            {schedule.map((lesson) => (
              <LessonRow
                key={lesson.lesson_name + lesson.start_time + lesson.teacher_name}
                lesson={lesson}
                lessonCount={schedule.length}
              />
            ))}
          </ul>
        )}
      </section>
      <PlannedCard />
    </Page>
  );
}

/** Who scanned a code before signing in wants to check in. Only the first time, so that this page stays reachable. */
function useRedirectAfterSignIn(): void {
  const [, navigate] = useLocation();
  useEffect(() => {
    const ticket = currentTicket.value;
    if (!ticket) return;
    const key = `attn.draft.went.${ticket.ticket}`;
    if (readStored('session', key)) return;
    writeStored('session', key, true);
    navigate(sessionHref(ticket.session.attendance_id), { replace: true });
  }, []);
}

// The server allows 20 look-ups a minute for all lessons together.
const refetchIntervalMs = (lessonCount: number): number => Math.max(10_000, lessonCount * 5_000);

function LessonRow({ lesson, lessonCount }: { lesson: ScheduledLesson; lessonCount: number }) {
  const m = messages();
  const sessions = useQuery({
    queryKey: ['find', lesson.lesson_name, lesson.teacher_name],
    queryFn: ({ signal }) => findSessions(lesson.lesson_name, lesson.teacher_name, signal),
    refetchInterval: refetchIntervalMs(lessonCount),
  });
  const open = sessions.data ?? [];
  return (
    <li class="lesson-row">
      <span>
        <strong>{lesson.lesson_name}</strong>
        <span class="muted block">
          {lesson.start_time}–{lesson.end_time} · {lesson.teacher_name}
        </span>
      </span>
      <span class="lesson-state">
        {open.length === 0 && <Tag kind="plain">{m.student.notOpen}</Tag>}
        {open.map((session) => (
          <SessionLink key={session.attendance_id} session={session} />
        ))}
      </span>
    </li>
  );
}

function SessionLink({ session }: { session: ClassSession }) {
  const m = messages();
  if (session.status === 'planned') {
    return <Tag kind="plain">{m.live.startsAt(formatDate(session.start_time), formatTime(session.start_time))}</Tag>;
  }
  return (
    <Link
      class="button good"
      href={sessionHref(session.attendance_id)}
      aria-label={`${m.student.openNow}: ${session.lesson_name}, ${m.attend.until(formatTime(session.end_time))}`}
    >
      {m.student.openNow} <Icon name="right" />
    </Link>
  );
}
