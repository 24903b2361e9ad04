import { useQuery, useQueryClient } from '@tanstack/preact-query';
import { Link, useLocation } from 'wouter-preact';
import { openSession, readToday } from '../api/teacher';
import type { DayEntry } from '../api/types';
import { useSubmit } from '../app/submit';
import { messages } from '../i18n';
import { formatTime } from '../i18n/format';
import { Button, Failure, Tag } from '../ui/basics';

/** Today's slots and class sessions of the own courses, each with one press to open; nothing where there are none. */
export function DayCard() {
  const m = messages();
  const [, navigate] = useLocation();
  const client = useQueryClient();
  const today = useQuery({ queryKey: ['today'], queryFn: ({ signal }) => readToday(signal), staleTime: 30_000 });
  const { submit, busy, error } = useSubmit(async (entry: DayEntry) => {
    const session = await openSession(entry.open);
    client.setQueryData(['live'], session);
    void client.invalidateQueries({ queryKey: ['today'] });
    navigate(`/teacher/live/${session.attendance_id}`);
  });
  if (!today.data?.length) return null;
  return (
    <section class="card" aria-labelledby="day">
      <h2 id="day">{m.teacher.today}</h2>
      <ul class="rows">
        {today.data.map((entry) => (
          <li key={`${entry.course.course_id} ${entry.session?.attendance_id ?? startOf(entry)}`} class="lesson-row">
            <span>
              <strong>{titleOf(entry)}</strong>
              <span class="muted block">{describe(entry)}</span>
            </span>
            <span class="lesson-state">
              <State entry={entry} busy={busy} onOpen={() => void submit(entry)} />
            </span>
          </li>
        ))}
      </ul>
      {error ? <Failure error={error} /> : null}
    </section>
  );
}

function State({ entry, busy, onOpen }: { entry: DayEntry; busy: boolean; onOpen: () => void }) {
  const m = messages();
  const { session } = entry;
  const open = (
    <Button disabled={busy} aria-label={`${m.teacher.openNow}: ${titleOf(entry)}, ${describe(entry)}`} onClick={onOpen}>
      {m.teacher.openNow}
    </Button>
  );
  switch (session?.status) {
    case 'live':
      return (
        <Link class="button good" href={`/teacher/live/${session.attendance_id}`}>
          {m.teacher.toLive}
        </Link>
      );
    case 'planned':
      return <Tag kind="plain">{m.teacher.startsAt(formatTime(session.start_time))}</Tag>;
    case 'ended':
      return <Link href={`/teacher/sessions/${session.attendance_id}`}>{m.teacher.held}</Link>;
    case 'cancelled':
      return (
        <>
          <Tag kind="plain">{m.student.cancelled}</Tag> {open}
        </>
      );
    default:
      return open;
  }
}

const startOf = ({ slot, session }: DayEntry): string => slot?.start_time ?? session?.start_time ?? '';

const titleOf = ({ course }: DayEntry): string => (course.section ? `${course.name} (${course.section})` : course.name);

function describe({ slot, session }: DayEntry): string {
  const span = slot ?? session;
  const hours = span ? messages().teacher.window(formatTime(span.start_time), formatTime(span.end_time)) : '';
  return session ? `${hours} · ${session.teacher_full_name}` : hours;
}
