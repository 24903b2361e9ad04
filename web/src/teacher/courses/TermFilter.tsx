import type { DateRange, TermFilter } from '../../api/courses';
import type { TermStudent } from '../../api/types';
import { messages } from '../../i18n';
import { formatNumber } from '../../i18n/format';
import { Field } from '../../ui/basics';
import { CHOICES, filterStudents, isOffered, nameOfFilter } from './term';

/** As the server takes it. */
const MAX_IN_A_ROW = 100;

interface TermFilterFormProps {
  students: readonly TermStudent[];
  filter: TermFilter;
  range: DateRange;
  onChange(filter: TermFilter): void;
}

/** Chooses whom the report lists, and says how many each choice has. */
export function TermFilterForm({ students, filter, range, onChange }: TermFilterFormProps) {
  const m = messages();
  const optionOf = (only: TermFilter['only']): TermFilter => ({ ...filter, only });
  return (
    <form class="term-filter" onSubmit={(event) => event.preventDefault()}>
      <fieldset class="switch">
        <legend>{m.report.show}</legend>
        {CHOICES.map((only) => (
          <label key={only}>
            <input
              type="radio"
              name="only"
              value={only}
              checked={filter.only === only}
              disabled={!isOffered(only, range)}
              onChange={() => onChange(optionOf(only))}
            />{' '}
            <span>
              {nameOfFilter(optionOf(only))}{' '}
              {isOffered(only, range) && (
                <span class="count">({formatNumber(filterStudents(students, optionOf(only)).length)})</span>
              )}
            </span>
          </label>
        ))}
      </fieldset>
      {!isOffered('cannot_reach', range) && <p class="hint">{m.report.wholeTermOnly}</p>}
      <Field label={m.report.inARow}>
        {(attributes) => (
          <input
            {...attributes}
            class="short"
            type="number"
            name="in_a_row"
            min={1}
            max={MAX_IN_A_ROW}
            value={filter.inARow}
            onInput={({ currentTarget: { valueAsNumber } }) => {
              if (Number.isInteger(valueAsNumber) && valueAsNumber >= 1 && valueAsNumber <= MAX_IN_A_ROW)
                onChange({ ...filter, inARow: valueAsNumber });
            }}
          />
        )}
      </Field>
    </form>
  );
}
