import { useQuery } from '@tanstack/preact-query';
import { useState } from 'preact/hooks';
import { listPlanned } from '../api/teacher';
import type { ClassSession } from '../api/types';
import { messages } from '../i18n';
import { Button } from '../ui/basics';
import { CancelDialog } from './CancelDialog';
import { describeSession } from './SessionList';

/** The class sessions, of one course or of all, that have not started yet; nothing where there are none. */
export function PlannedCard({ course }: { course?: string }) {
  const m = messages();
  const [cancelling, setCancelling] = useState<ClassSession | null>(null);
  const planned = useQuery({
    queryKey: ['planned'],
    queryFn: ({ signal }) => listPlanned(signal),
    staleTime: 30_000,
  });
  const sessions = planned.data?.filter(({ course_id }) => course === undefined || course_id === course) ?? [];
  if (sessions.length === 0) return null;
  return (
    <section class="card" aria-labelledby="planned">
      <h2 id="planned">{m.teacher.planned}</h2>
      <ul class="rows">
        {sessions.map((session) => (
          <li key={session.attendance_id} class="lesson-row">
            <span>
              <strong>{session.lesson_name}</strong>
              <span class="muted block">{describeSession(session)}</span>
            </span>
            <Button
              aria-label={`${m.live.cancelSession}: ${session.lesson_name}, ${describeSession(session)}`}
              onClick={() => setCancelling(session)}
            >
              {m.live.cancelSession}
            </Button>
          </li>
        ))}
      </ul>
      {cancelling && <CancelDialog session={cancelling} onClose={() => setCancelling(null)} />}
    </section>
  );
}
