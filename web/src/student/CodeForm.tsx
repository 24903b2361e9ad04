import { useState } from 'preact/hooks';
import { useDraft } from '../app/draft';
import { useMessages } from '../i18n';
import { formatTime } from '../i18n/format';
import { Button, Dialog, Failure, Field } from '../ui/basics';
import { useJoin } from './useJoin';

/** Types the code of the screen, and chooses where it fits several classes. */
export function CodeForm() {
  const m = useMessages();
  const { busy, error, choices, choose, tryCode } = useJoin();
  const [code, setCode, forget] = useDraft('code', '');
  const [missing, setMissing] = useState(false);
  const [asking, setAsking] = useState(true);

  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    setMissing(!code.trim());
    setAsking(true);
    if (code.trim() && (await tryCode(code.trim()))) forget();
  };

  return (
    <form class="code-form" onSubmit={(event) => void submit(event)} noValidate>
      <Field label={m.student.typeCode} error={missing && !code.trim() ? m.student.codeMissing : null}>
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
      {choices.length > 1 && asking && (
        <Dialog title={m.student.choose} onClose={() => setAsking(false)}>
          <p>{m.student.chooseHint}</p>
          <div class="stack">
            {choices.map((found) => (
              <Button key={found.session.attendance_id} onClick={() => void choose(found)}>
                {found.session.lesson_name} · {found.session.teacher_full_name} · {formatTime(found.session.start_time)}
              </Button>
            ))}
          </div>
        </Dialog>
      )}
    </form>
  );
}
