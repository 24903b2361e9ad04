import { useState } from 'preact/hooks';
import { useDraft } from '../app/draft';
import { useForm } from '../app/submit';
import { messages } from '../i18n';
import { formatTime } from '../i18n/format';
import { Button, Dialog, Failure, Field } from '../ui/basics';
import { useJoin } from './useJoin';

/** For typing the code on the screen; asks which session is meant where it fits several. */
export function CodeForm() {
  const m = messages();
  const { busy, error, matches, choose, tryCode } = useJoin();
  const [code, setCode, deleteDraft] = useDraft('code', '');
  const [choosing, setChoosing] = useState(true);
  const typed = code.trim();

  const { problems, onSubmit } = useForm(
    () => (typed ? {} : { code: m.student.codeMissing }),
    async () => {
      setChoosing(true);
      if (await tryCode(typed)) deleteDraft();
    },
  );

  return (
    <form class="code-form" onSubmit={onSubmit} noValidate>
      <Field label={m.student.typeCode} error={problems.code}>
        {(attributes) => (
          <div class="with-button">
            <input
              {...attributes}
              class="code-input"
              name="code"
              autocomplete="off"
              autocapitalize="characters"
              spellcheck={false}
              maxLength={300}
              value={code}
              onInput={(event) => setCode(event.currentTarget.value)}
            />
            <Button type="submit" kind="main" busy={busy}>
              {m.student.codeSubmit}
            </Button>
          </div>
        )}
      </Field>
      {error !== null && <Failure error={error} />}
      {matches.length > 1 && choosing && (
        <Dialog title={m.student.choose} onClose={() => setChoosing(false)}>
          <p>{m.student.chooseHint}</p>
          <div class="stack">
            {matches.map((match) => (
              <Button key={match.session.attendance_id} onClick={() => void choose(match)}>
                {match.session.lesson_name} · {match.session.teacher_full_name} · {formatTime(match.session.start_time)}
              </Button>
            ))}
          </div>
        </Dialog>
      )}
    </form>
  );
}
