import { useQuery, useQueryClient } from '@tanstack/preact-query';
import { useId, useRef, useState } from 'preact/hooks';
import { useLocation } from 'wouter-preact';
import { ApiError } from '../api/http';
import { findLive, listLessons, openSession } from '../api/teacher';
import type { SecurityOption } from '../api/types';
import { serverNow } from '../app/clock';
import { useDraft } from '../app/draft';
import { readStored, writeStored } from '../app/storage';
import { type Messages, useMessages } from '../i18n';
import { Button, Failure, Field } from '../ui/basics';

interface Draft {
  lesson: string;
  minutes: string;
  option: SecurityOption;
  late: string;
  code: boolean;
}

const USUAL = 'attn.usual';
const QUICK_MINUTES = [10, 15, 30, 45];
const fresh: Draft = { lesson: '', minutes: '15', option: 1, late: '', code: true };

/** What a teacher chose the last time on this device, without the lesson. */
const usual = (): Draft => ({ ...fresh, ...readStored<Partial<Draft>>('local', USUAL), lesson: '' });

export function check(draft: Draft, m: Messages): Partial<Record<'lesson' | 'minutes' | 'late', string>> {
  const minutes = Number(draft.minutes);
  const late = Number(draft.late);
  return {
    ...(draft.lesson.trim() ? {} : { lesson: m.teacher.lessonMissing }),
    ...(Number.isInteger(minutes) && minutes >= 1 && minutes <= 1440 ? {} : { minutes: m.teacher.minutesBad }),
    ...(draft.late === '' || (Number.isInteger(late) && late >= 0 && late <= 1440) ? {} : { late: m.teacher.lateBad }),
  };
}

export function OpenForm() {
  const m = useMessages();
  const [, go] = useLocation();
  const client = useQueryClient();
  const options = useId();
  const form = useRef<HTMLFormElement>(null);
  const [draft, setDraft, forget] = useDraft<Draft>('open', usual());
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const lessons = useQuery({ queryKey: ['lessons'], queryFn: ({ signal }) => listLessons(signal), staleTime: 60_000 });
  const problems = tried ? check(draft, m) : {};
  const change = (part: Partial<Draft>): void => setDraft({ ...draft, ...part });

  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    setTried(true);
    const wrong = Object.keys(check(draft, m))[0];
    if (wrong) return form.current?.querySelector<HTMLInputElement>(`[name=${wrong}]`)?.focus();
    setBusy(true);
    setError(null);
    try {
      const session = await openSession({
        lesson_name: draft.lesson.trim(),
        end_time: new Date(serverNow() + Number(draft.minutes) * 60_000).toISOString(),
        security_option: draft.option,
        late_after_minutes: draft.late === '' ? null : Number(draft.late),
        require_code: draft.code,
      });
      writeStored('local', USUAL, { ...draft, lesson: '' });
      forget();
      client.setQueryData(['live'], session);
      go(`/teacher/live/${session.attendance_id}`);
    } catch (refusal) {
      await recover(refusal);
      setBusy(false);
    }
  };

  // The answer may have been lost on the way, or another device opened one: then there is one to go to.
  const recover = async (refusal: unknown): Promise<void> => {
    setError(refusal);
    if (refusal instanceof ApiError && refusal.status !== 400) return;
    const live = await findLive().catch(() => null);
    client.setQueryData(['live'], live);
    if (live && live.lesson_name === draft.lesson.trim()) go(`/teacher/live/${live.attendance_id}`);
  };

  return (
    <form ref={form} class="card" aria-labelledby="open-title" onSubmit={(event) => void submit(event)} noValidate>
      <h2 id="open-title">{m.teacher.openTitle}</h2>
      <Field label={m.teacher.lesson} hint={m.teacher.lessonHint} error={problems.lesson}>
        {(attributes) => (
          <>
            <input
              {...attributes}
              name="lesson"
              list={options}
              maxLength={200}
              value={draft.lesson}
              autocomplete="off"
              onInput={(event) => change({ lesson: event.currentTarget.value })}
            />
            <datalist id={options}>
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
              max={1440}
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
        {([1, 2, 3, 4] as SecurityOption[]).map((option) => (
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
              max={1440}
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
