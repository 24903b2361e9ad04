import { useDebounced } from '../app/hooks';
import { messages } from '../i18n';
import type { Counts } from './roster-state';

interface CountersProps {
  counts: Counts;
  absent: number | null;
  expected: number | null;
}

const ANNOUNCE_AFTER_MS = 2000;

/** How many have which status; screen readers hear it when it has settled. */
export function Counters({ counts, absent, expected }: CountersProps) {
  const m = messages();
  const announcement = useDebounced(
    m.live.announce(counts.attended, counts.pending, counts.not_accepted),
    ANNOUNCE_AFTER_MS,
  );
  const small = { ...counts, absent };
  return (
    <section class="counters" aria-label={m.live.counts}>
      <p class="counter big present">
        <strong>{counts.attended}</strong>{' '}
        {expected !== null && expected > 0 && <span class="of">{m.live.of(expected)}</span>}{' '}
        <span class="counter-name">{m.live.statuses.present}</span>
      </p>
      {(['late', 'pending', 'not_accepted', 'excused', 'absent'] as const).map(
        (status) =>
          small[status] !== null && (
            <p key={status} class={`counter ${status}`}>
              <strong>{small[status]}</strong> <span class="counter-name">{m.live.statuses[status]}</span>
            </p>
          ),
      )}
      <p class="visually-hidden" aria-live="polite" aria-atomic="true">
        {announcement}
      </p>
    </section>
  );
}
