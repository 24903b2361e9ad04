import type { Summary } from '../api/types';
import { messages } from '../i18n';
import { Notice } from '../ui/basics';

/** Points out numbers that are probably one student's, so that somebody looks. */
export function SimilarNumbers({ groups }: { groups: Summary['similar_numbers'] | undefined }) {
  if (!groups?.length) return null;
  return (
    <Notice kind="warn">
      <p>{messages().roster.similarNumbers(groups.map((group) => group.join(' = ')).join(', '))}</p>
    </Notice>
  );
}
