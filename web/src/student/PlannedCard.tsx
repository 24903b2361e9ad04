import { useQuery } from '@tanstack/preact-query';
import { listPlanned } from '../api/student';
import type { ClassSession } from '../api/types';
import { messages } from '../i18n';
import { formatDate, formatTime } from '../i18n/format';
import { Tag } from '../ui/basics';

/** What is planned in the own courses, and what was cancelled; nothing where there is nothing. */
export function PlannedCard() {
  const m = messages();
  const planned = useQuery({
    queryKey: ['own', 'planned'],
    queryFn: ({ signal }) => listPlanned(signal),
    staleTime: 60_000,
  });
  if (!planned.data?.length) return null;
  return (
    <section class="card" aria-labelledby="planned">
      <h2 id="planned">{m.student.planned}</h2>
      <ul class="rows">
        {planned.data.map((session) => (
          <li key={session.attendance_id} class="lesson-row">
            <span>
              <strong>{session.lesson_name}</strong>
              <span class="muted block">{describe(session)}</span>
            </span>
            {session.status === 'cancelled' && (
              <span class="lesson-state">
                <Tag kind="plain">{m.student.cancelled}</Tag>
                <span class="muted block">{session.cancel_reason}</span>
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function describe({ start_time, end_time, teacher_full_name }: ClassSession): string {
  const hours = messages().teacher.window(formatTime(start_time), formatTime(end_time));
  return `${formatDate(start_time)}, ${hours} · ${teacher_full_name}`;
}
