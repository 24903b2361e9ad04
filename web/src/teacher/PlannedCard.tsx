import { useQuery } from '@tanstack/preact-query';
import { useState } from 'preact/hooks';
import { listPlanned } from '../api/teacher';
import type { ClassSession } from '../api/types';
import { messages } from '../i18n';
import { Button } from '../ui/basics';
import { CancelDialog } from './CancelDialog';
import { describeSession } from './SessionList';

/** The class sessions that have not started yet; nothing where there are none. */
export function PlannedCard() {
  const m = messages();
  const [cancelling, setCancelling] = useState<ClassSession | null>(null);
  const planned = useQuery({
    queryKey: ['planned'],
    queryFn: ({ signal }) => listPlanned(signal),
    staleTime: 30_000,
  });
  if (!planned.data?.length) return null;
  return (
    <section class="card" aria-labelledby="planned">
      <h2 id="planned">{m.teacher.planned}</h2>
      <ul class="rows">
        {planned.data.map((session) => (
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
