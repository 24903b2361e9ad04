import { useQueryClient } from '@tanstack/preact-query';
import { useState } from 'preact/hooks';
import { planLesson } from '../api/teacher';
import type { Lesson, LessonKind } from '../api/types';
import { type Problems, useForm } from '../app/submit';
import { messages } from '../i18n';
import { Button, Failure, Field } from '../ui/basics';
import { showToast } from '../ui/toast';

const KINDS: LessonKind[] = ['theory', 'practice'];
const MAX_SESSIONS = 200;
const MIN_HOURS = 0.25;
const MAX_HOURS = 24;

export function PlanForm({ lesson }: { lesson: Lesson }) {
  const m = messages();
  const client = useQueryClient();
  const [planned, setPlanned] = useState(lesson.planned_sessions === null ? '' : String(lesson.planned_sessions));
  const [hours, setHours] = useState(String(lesson.hours_per_session));
  const [kind, setKind] = useState<LessonKind>(lesson.kind);

  const validate = (): Problems<'planned' | 'hours'> => ({
    ...(isPlannedValid(planned) ? {} : { planned: m.lessons.plannedBad }),
    ...(Number(hours) >= MIN_HOURS && Number(hours) <= MAX_HOURS ? {} : { hours: m.lessons.hoursBad }),
  });
  const { busy, error, problems, onSubmit } = useForm(validate, async () => {
    await planLesson(lesson.lesson_name, {
      planned_sessions: planned === '' ? null : Number(planned),
      hours_per_session: Number(hours),
      kind,
    });
    showToast(m.app.saved);
    for (const key of ['lesson', 'term']) void client.invalidateQueries({ queryKey: [key, lesson.lesson_name] });
    void client.invalidateQueries({ queryKey: ['lessons'] });
  });

  return (
    <form class="card" aria-labelledby="plan" onSubmit={onSubmit} noValidate>
      <h2 id="plan">{m.lessons.plan}</h2>
      <Field label={m.lessons.planned} hint={m.lessons.plannedHint} error={problems.planned}>
        {(attributes) => (
          <input
            {...attributes}
            name="planned"
            class="short"
            type="number"
            min={1}
            max={MAX_SESSIONS}
            value={planned}
            onInput={(event) => setPlanned(event.currentTarget.value)}
          />
        )}
      </Field>
      <Field label={m.lessons.hours} error={problems.hours}>
        {(attributes) => (
          <input
            {...attributes}
            name="hours"
            class="short"
            type="number"
            min={MIN_HOURS}
            max={MAX_HOURS}
            step={0.25}
            value={hours}
            onInput={(event) => setHours(event.currentTarget.value)}
          />
        )}
      </Field>
      <fieldset class="switch">
        <legend>{m.lessons.kind}</legend>
        {KINDS.map((value) => (
          <label key={value}>
            <input type="radio" name="kind" checked={kind === value} onChange={() => setKind(value)} />{' '}
            <span>{m.lessons[value]}</span>
          </label>
        ))}
      </fieldset>
      {error !== null && <Failure error={error} />}
      <Button type="submit" kind="main" busy={busy}>
        {m.app.save}
      </Button>
    </form>
  );
}

const isPlannedValid = (text: string): boolean =>
  text === '' || (Number.isInteger(Number(text)) && Number(text) >= 1 && Number(text) <= MAX_SESSIONS);
