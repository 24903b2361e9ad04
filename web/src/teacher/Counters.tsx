import { useDebounced } from '../app/hooks';
import { messages } from '../i18n';
import { type RollStudent, tally } from './roll';

interface CountersProps {
  roll: readonly RollStudent[];
  /** Null until the server has said who is expected: who is absent is not known before. */
  expected: number | null;
}

const ANNOUNCE_AFTER_MS = 2000;

/** How many have which status, live and past; screen readers hear it when it has settled. */
export function Counters({ roll, expected }: CountersProps) {
  const m = messages();
  const counts = tally(roll.map(({ status }) => status));
  const strangers = roll.filter(({ enrolled }) => enrolled === false).length;
  const announcement = useDebounced(
    m.live.announce(counts.attended, counts.pending, counts.not_accepted),
    ANNOUNCE_AFTER_MS,
  );
  return (
    <section class="counters" aria-label={m.live.counts}>
      <p class="counter big present">
        <strong>{counts.attended}</strong>{' '}
        {expected !== null && expected > 0 && <span class="of">{m.live.of(expected)}</span>}{' '}
        <span class="counter-name">{m.live.statuses.present}</span>
      </p>
      {(['late', 'pending', 'not_accepted', 'excused', 'absent'] as const).map(
        (status) =>
          (status !== 'absent' || expected !== null) && (
            <p key={status} class={`counter ${status}`}>
              <strong>{counts[status]}</strong> <span class="counter-name">{m.live.statuses[status]}</span>
            </p>
          ),
      )}
      {strangers > 0 && (
        <p class="counter not_enrolled">
          <strong>{strangers}</strong> <span class="counter-name">{m.live.notEnrolled}</span>
        </p>
      )}
      <p class="visually-hidden" aria-live="polite" aria-atomic="true">
        {announcement}
      </p>
    </section>
  );
}
