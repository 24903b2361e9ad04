import type { Term } from '../api/types';
import { messages } from '../i18n';
import { Field } from './basics';

interface TermPickerProps {
  terms: Term[];
  /** Empty: the current term. */
  chosen: string;
  onChoose(term: string): void;
}

/** Nothing where there is one term only. */
export function TermPicker({ terms, chosen, onChoose }: TermPickerProps) {
  const m = messages();
  if (terms.length < 2) return null;
  const current = terms.find((term) => term.is_current)?.term_id ?? '';
  return (
    <form class="filters" onSubmit={(event) => event.preventDefault()}>
      <Field label={m.courses.term}>
        {(attributes) => (
          <select {...attributes} value={chosen || current} onChange={(event) => onChoose(event.currentTarget.value)}>
            {terms.map((term) => (
              <option key={term.term_id} value={term.term_id}>
                {term.is_current ? m.courses.current(term.name) : term.name}
              </option>
            ))}
          </select>
        )}
      </Field>
    </form>
  );
}
