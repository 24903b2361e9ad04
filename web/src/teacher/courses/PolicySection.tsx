import { useQuery, useQueryClient } from '@tanstack/preact-query';
import { useState } from 'preact/hooks';
import { type PolicyTerms, readPolicy, savePolicy } from '../../api/courses';
import type { CountedUnit, Course, ExcusedRule, Policy, PolicyVersion } from '../../api/types';
import { type Problems, useForm } from '../../app/submit';
import { messages } from '../../i18n';
import { formatDateTime, formatNumber, formatPercentage } from '../../i18n/format';
import { Button, Empty, Failure, Field, Notice } from '../../ui/basics';
import { Loaded } from '../../ui/Loaded';
import { showToast } from '../../ui/toast';
import { forget } from './course';

const UNITS: CountedUnit[] = ['sessions', 'hours'];
const EXCUSED: ExcusedRule[] = ['neutral', 'attended', 'absent'];

/** How the course counts: its rules, and every version of them. */
export function PolicySection({ course }: { course: Course }) {
  const id = course.course_id;
  const policy = useQuery({ queryKey: ['policy', id], queryFn: ({ signal }) => readPolicy(id, signal) });
  return (
    <div class="columns">
      <Loaded query={policy}>
        {(found) => (
          <>
            {/* It starts anew only with another version: otherwise it would lose what is typed. */}
            <PolicyForm key={found.version} course={course} policy={found} />
            <PolicyHistory versions={found.history.toReversed()} />
          </>
        )}
      </Loaded>
    </div>
  );
}

/** As it is typed. */
type Draft = Pick<Policy, 'counts' | 'excused'> & Record<NumberField, string>;
type NumberField = 'lates_per_absence' | 'limit_percent' | 'planned_units' | 'hours_per_session';

const textOf = (value: number | null): string => (value === null ? '' : String(value));
const draftOf = (policy: Policy): Draft => ({
  counts: policy.counts,
  excused: policy.excused,
  lates_per_absence: textOf(policy.lates_per_absence),
  limit_percent: policy.is_default_limit ? '' : textOf(policy.limit_percent),
  planned_units: textOf(policy.planned_units),
  hours_per_session: textOf(policy.hours_per_session),
});

const numberOrNull = (text: string): number | null => (text === '' ? null : Number(text));
const isBetween = (text: string, min: number, max: number): boolean =>
  text !== '' && Number(text) >= min && Number(text) <= max;
const isWhole = (text: string): boolean => Number.isInteger(Number(text));

/** So that most mistakes are named at their field; the server has the last word. */
function validate(draft: Draft): Problems<NumberField> {
  const m = messages().policy;
  const { lates_per_absence: lates, limit_percent: limit, planned_units: planned, hours_per_session: hours } = draft;
  const isPlanned =
    planned === '' ||
    (draft.counts === 'sessions' ? isWhole(planned) && isBetween(planned, 1, 200) : isBetween(planned, 0.01, 2000));
  return {
    ...(isWhole(lates) && isBetween(lates, 0, 10) ? {} : { lates_per_absence: m.latesBad }),
    ...(limit === '' || isBetween(limit, 0, 100) ? {} : { limit_percent: m.limitBad }),
    ...(isPlanned ? {} : { planned_units: m.plannedBad[draft.counts] }),
    ...(hours === '' || isBetween(hours, 0.01, 24) ? {} : { hours_per_session: m.hoursPerSessionBad }),
  };
}

function PolicyForm({ course, policy }: { course: Course; policy: Policy }) {
  const m = messages();
  const client = useQueryClient();
  const id = course.course_id;
  const [draft, setDraft] = useState(() => draftOf(policy));
  const change = (part: Partial<Draft>): void => setDraft({ ...draft, ...part });
  const mayChange = course.role !== 'assistant';

  const { busy, error, problems, onSubmit } = useForm(
    () => validate(draft),
    async () => {
      const terms: PolicyTerms = {
        counts: draft.counts,
        excused: draft.excused,
        lates_per_absence: Number(draft.lates_per_absence),
        limit_percent: numberOrNull(draft.limit_percent),
        planned_units: numberOrNull(draft.planned_units),
        hours_per_session: numberOrNull(draft.hours_per_session),
      };
      const saved = await savePolicy(id, terms);
      client.setQueryData(['policy', id], saved);
      forget(client, id);
      showToast(m.app.saved);
    },
  );
  const numbers = [
    { name: 'lates_per_absence', label: m.policy.lates, hint: m.policy.latesHint, step: 1, optional: false },
    {
      name: 'limit_percent',
      label: m.policy.limit,
      hint: policy.is_default_limit
        ? m.policy.limitHintDefault(formatPercentage(policy.limit_percent))
        : m.policy.limitHint,
      step: 'any',
      optional: true,
    },
    {
      name: 'planned_units',
      label: m.policy.planned[draft.counts],
      hint: m.policy.plannedHint,
      step: draft.counts === 'sessions' ? 1 : 'any',
      optional: true,
    },
    {
      name: 'hours_per_session',
      label: m.policy.hoursPerSession,
      hint: m.policy.hoursPerSessionHint,
      step: 'any',
      optional: true,
    },
  ] as const;

  return (
    <form class="card" aria-labelledby="rules" onSubmit={onSubmit} noValidate>
      <h2 id="rules">{m.policy.title}</h2>
      <p class="hint">{m.policy.lead}</p>
      {!mayChange && (
        <Notice>
          <p>{m.policy.readOnly}</p>
        </Notice>
      )}
      {mayChange && policy.version === 0 && (
        <Notice>
          <p>{m.policy.isDefault}</p>
        </Notice>
      )}
      <fieldset class="fields" disabled={!mayChange}>
        <legend class="visually-hidden">{m.policy.title}</legend>
        <fieldset class="switch">
          <legend>{m.policy.counts}</legend>
          {UNITS.map((counts) => (
            <label key={counts}>
              <input type="radio" name="counts" checked={draft.counts === counts} onChange={() => change({ counts })} />
              <span>{m.policy[counts]}</span>
            </label>
          ))}
        </fieldset>
        <fieldset class="switch">
          <legend>{m.policy.excused}</legend>
          {EXCUSED.map((excused) => (
            <label key={excused}>
              <input
                type="radio"
                name="excused"
                checked={draft.excused === excused}
                onChange={() => change({ excused })}
              />{' '}
              <span>{m.policy.excusedRule[excused]}</span>
            </label>
          ))}
        </fieldset>
        {numbers.map(({ name, label, hint, step, optional }) => (
          <Field key={name} label={label} hint={hint} error={problems[name]} optional={optional}>
            {(attributes) => (
              <input
                {...attributes}
                name={name}
                class="short"
                type="number"
                min={0}
                step={step}
                value={draft[name]}
                onInput={(event) => change({ [name]: event.currentTarget.value })}
              />
            )}
          </Field>
        ))}
      </fieldset>
      {error !== null && <Failure error={error} />}
      {mayChange && (
        <Button type="submit" kind="main" busy={busy}>
          {m.app.save}
        </Button>
      )}
    </form>
  );
}

function PolicyHistory({ versions }: { versions: PolicyVersion[] }) {
  const m = messages();
  return (
    <section class="card" aria-labelledby="versions">
      <h2 id="versions">{m.policy.history}</h2>
      {versions.length === 0 && <Empty>{m.policy.historyEmpty}</Empty>}
      <ol class="rows">
        {versions.map((version) => (
          <li key={version.version} class="version">
            <p>
              <strong>{m.policy.version(version.version)}</strong>{' '}
              <span class="muted">{m.policy.changedBy(version.changed_by, formatDateTime(version.changed_at))}</span>
            </p>
            <p>{inWords(version)}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}

function inWords(terms: PolicyVersion): string {
  const m = messages().policy.inWords;
  return [
    m.counts[terms.counts],
    m.excused[terms.excused],
    m.lates(terms.lates_per_absence),
    terms.limit_percent === null ? m.defaultLimit : m.limit(formatPercentage(terms.limit_percent)),
    terms.planned_units !== null && m.planned(formatNumber(terms.planned_units)),
    terms.hours_per_session !== null && m.hoursPerSession(formatNumber(terms.hours_per_session)),
  ]
    .filter(Boolean)
    .join(' · ');
}
