import { useQuery, useQueryClient } from '@tanstack/preact-query';
import { useId } from 'preact/hooks';
import { useLocation } from 'wouter-preact';
import { ApiError, NetworkError } from '../api/http';
import { findLive, listLessons, openSession } from '../api/teacher';
import { serverNow } from '../app/clock';
import { useDraft } from '../app/draft';
import { readStored, writeStored } from '../app/storage';
import { type Problems, useForm } from '../app/submit';
import { messages } from '../i18n';
import { Button, Failure, Field } from '../ui/basics';

const SECURITY_OPTIONS = [1, 2, 3, 4] as const;

interface Draft {
  lesson: string;
  minutes: string;
  option: (typeof SECURITY_OPTIONS)[number];
  late: string;
  code: boolean;
}

// The last choices on this device, without the lesson.
const LAST_CHOICES = 'attn.usual';
const QUICK_MINUTES = [10, 15, 30, 45];
const MAX_MINUTES = 24 * 60;
const defaults: Draft = { lesson: '', minutes: '15', option: 1, late: '', code: true };

const initialDraft = (): Draft => ({ ...defaults, ...readStored<Partial<Draft>>('local', LAST_CHOICES), lesson: '' });

const isWholeNumber = (text: string, min: number, max: number): boolean =>
  Number.isInteger(Number(text)) && Number(text) >= min && Number(text) <= max;

function validate({ lesson, minutes, late }: Draft): Problems<'lesson' | 'minutes' | 'late'> {
  const m = messages().teacher;
  return {
    ...(lesson.trim() ? {} : { lesson: m.lessonMissing }),
    ...(isWholeNumber(minutes, 1, MAX_MINUTES) ? {} : { minutes: m.minutesBad }),
    ...(late === '' || isWholeNumber(late, 0, MAX_MINUTES) ? {} : { late: m.lateBad }),
  };
}

export function OpenForm() {
  const m = messages();
  const [, navigate] = useLocation();
  const client = useQueryClient();
  const lessonListId = useId();
  const [draft, setDraft, deleteDraft] = useDraft<Draft>('open', initialDraft());
  const lessons = useQuery({ queryKey: ['lessons'], queryFn: ({ signal }) => listLessons(signal), staleTime: 60_000 });
  const change = (part: Partial<Draft>): void => setDraft({ ...draft, ...part });
  const lessonName = draft.lesson.trim();

  const { busy, error, problems, onSubmit } = useForm(
    () => validate(draft),
    async () => {
      try {
        const session = await openSession({
          lesson_name: lessonName,
          end_time: new Date(serverNow() + Number(draft.minutes) * 60_000).toISOString(),
          security_option: draft.option,
          late_after_minutes: draft.late === '' ? null : Number(draft.late),
          require_code: draft.code,
        });
        writeStored('local', LAST_CHOICES, { ...draft, lesson: '' });
        deleteDraft();
        client.setQueryData(['live'], session);
        navigate(`/teacher/live/${session.attendance_id}`);
      } catch (failure) {
        if (mayBeOpen(failure)) await showOpenSession();
        throw failure;
      }
    },
  );

  const showOpenSession = async (): Promise<void> => {
    const live = await findLive().catch(() => null);
    client.setQueryData(['live'], live);
    if (live?.lesson_name === lessonName) navigate(`/teacher/live/${live.attendance_id}`);
  };

  return (
    <form class="card" aria-labelledby="open-title" onSubmit={onSubmit} noValidate>
      <h2 id="open-title">{m.teacher.openTitle}</h2>
      <Field label={m.teacher.lesson} hint={m.teacher.lessonHint} error={problems.lesson}>
        {(attributes) => (
          <>
            <input
              {...attributes}
              name="lesson"
              list={lessonListId}
              maxLength={200}
              value={draft.lesson}
              autocomplete="off"
              onInput={(event) => change({ lesson: event.currentTarget.value })}
            />
            <datalist id={lessonListId}>
              {(lessons.data ?? []).map((lesson) => (
                <option key={lesson.lesson_name} value={lesson.lesson_name} />
              ))}
            </datalist>
          </>
        )}
      </Field>
      <Field label={m.teacher.minutes} error={problems.minutes}>
        {(attributes) => (
          <div class="minutes">
            <input
              {...attributes}
              name="minutes"
              type="number"
              inputMode="numeric"
              min={1}
              max={MAX_MINUTES}
              value={draft.minutes}
              onInput={(event) => change({ minutes: event.currentTarget.value })}
            />
            <span class="unit">{m.teacher.minutesUnit}</span>
            <span class="quick">
              {QUICK_MINUTES.map((minutes) => (
                <Button
                  key={minutes}
                  kind="quiet"
                  aria-label={m.app.minutes(minutes)}
                  aria-pressed={draft.minutes === String(minutes)}
                  onClick={() => change({ minutes: String(minutes) })}
                >
                  {minutes}
                </Button>
              ))}
            </span>
          </div>
        )}
      </Field>
      <fieldset class="choices">
        <legend>{m.security.legend}</legend>
        {SECURITY_OPTIONS.map((option) => (
          <label key={option} class="choice">
            <input type="radio" name="option" checked={draft.option === option} onChange={() => change({ option })} />
            <span>
              <strong>{m.security.title[option]}</strong> <span class="muted block">{m.security.hint[option]}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <label class="choice">
        <input
          type="checkbox"
          name="code"
          checked={draft.code}
          onChange={(event) => change({ code: event.currentTarget.checked })}
        />
        <span>
          <strong>{m.teacher.requireCode}</strong> <span class="muted block">{m.teacher.requireCodeHint}</span>
        </span>
      </label>
      <Field label={m.teacher.late} hint={m.teacher.lateHint} error={problems.late} optional>
        {(attributes) => (
          <div class="minutes">
            <input
              {...attributes}
              name="late"
              type="number"
              inputMode="numeric"
              min={0}
              max={MAX_MINUTES}
              value={draft.late}
              onInput={(event) => change({ late: event.currentTarget.value })}
            />
            <span class="unit">{m.teacher.minutesUnit}</span>
          </div>
        )}
      </Field>
      {error !== null && <Failure error={error} />}
      <Button type="submit" kind="main" busy={busy}>
        {busy ? m.teacher.opening : m.teacher.open}
      </Button>
    </form>
  );
}

/** The answer may have been lost on its way, or another device may have opened a session. */
const mayBeOpen = (failure: unknown): boolean =>
  failure instanceof NetworkError || (failure instanceof ApiError && failure.code === 'session_overlaps');
