import { useQuery } from '@tanstack/preact-query';
import { useEffect } from 'preact/hooks';
import { Link, useLocation } from 'wouter-preact';
import { findSessions } from '../api/student';
import type { ScheduledLesson, Session } from '../api/types';
import { useStore } from '../app/store';
import { login } from '../auth/login';
import { useMessages } from '../i18n';
import { formatTime } from '../i18n/format';
import { Empty, Page, Tag } from '../ui/basics';
import { Icon } from '../ui/icons';
import { CodeForm } from './CodeForm';
import { keepSession, keptTicket } from './ticket';
import { sessionHref } from './useJoin';

export function Today() {
  const m = useMessages();
  const [, go] = useLocation();
  const current = useStore(login);
  const ticket = useStore(keptTicket);
  const schedule = current?.schedule ?? [];

  // A code was read before the sign-in: that is where this student wants to go. Once: afterwards the page is a page.
  useEffect(() => {
    if (ticket && !sessionStorage.getItem(`attn.draft.went.${ticket.ticket}`)) {
      sessionStorage.setItem(`attn.draft.went.${ticket.ticket}`, '1');
      go(sessionHref(ticket.session.attendance_id), { replace: true });
    }
  }, []);

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
                calls={schedule.length}
              />
            ))}
          </ul>
        )}
      </section>
    </Page>
  );
}

// 20 look-ups a minute are allowed, whatever the number of lessons.
const everyMs = (calls: number): number => Math.max(10_000, calls * 5_000);

function LessonRow({ lesson, calls }: { lesson: ScheduledLesson; calls: number }) {
  const m = useMessages();
  const found = useQuery({
    queryKey: ['find', lesson.lesson_name, lesson.teacher_name],
    queryFn: ({ signal }) => findSessions(lesson.lesson_name, lesson.teacher_name, signal),
    refetchInterval: everyMs(calls),
  });
  const open = found.data ?? [];
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
          <OpenLink key={session.attendance_id} session={session} />
        ))}
      </span>
    </li>
  );
}

function OpenLink({ session }: { session: Session }) {
  const m = useMessages();
  return (
    <Link
      class="button good"
      href={sessionHref(session.attendance_id)}
      onClick={() => keepSession(session)}
      aria-label={`${m.student.openNow}: ${session.lesson_name}, ${m.attend.until(formatTime(session.end_time))}`}
    >
      {m.student.openNow} <Icon name="right" />
    </Link>
  );
}
