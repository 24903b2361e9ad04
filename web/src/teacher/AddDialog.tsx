import { useState } from 'preact/hooks';
import { addRecord } from '../api/teacher';
import type { Session } from '../api/types';
import { useDraft } from '../app/draft';
import { useMessages } from '../i18n';
import { Button, Dialog, Failure, Field } from '../ui/basics';
import { say } from '../ui/toast';

const NUMBER = /^[A-Za-z0-9._@-]{1,64}$/;

export function AddDialog({
  session,
  onClose,
  onAdded,
}: {
  session: Session;
  onClose: () => void;
  onAdded: (answer: unknown) => void;
}) {
  const m = useMessages();
  const [draft, setDraft, forget] = useDraft(`add.${session.attendance_id}`, {
    number: '',
    name: '',
    present: true,
    reason: '',
  });
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const badNumber = !NUMBER.test(draft.number.trim());
  const badName = draft.name.trim().length < 3;

  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    setTried(true);
    if (badNumber || badName) return;
    setBusy(true);
    setError(null);
    try {
      onAdded(
        await addRecord(session.attendance_id, session.is_live, {
          student_school_number: draft.number.trim(),
          student_full_name: draft.name.trim(),
          is_attended: draft.present,
          ...(draft.reason.trim() && !draft.present ? { reason: draft.reason.trim() } : {}),
        }),
      );
      say(m.roster.added(draft.name.trim()));
      forget();
      onClose();
    } catch (refusal) {
      setError(refusal);
      setBusy(false);
    }
  };

  return (
    <Dialog title={m.roster.addTitle} onClose={onClose}>
      <form onSubmit={(event) => void submit(event)} noValidate>
        <Field label={m.roster.number} error={tried && badNumber ? m.roster.numberBad : null}>
          {(attributes) => (
            <input
              {...attributes}
              name="number"
              autocomplete="off"
              autocapitalize="none"
              spellcheck={false}
              value={draft.number}
              onInput={(event) => setDraft({ ...draft, number: event.currentTarget.value })}
            />
          )}
        </Field>
        <Field label={m.roster.name} error={tried && badName ? m.roster.nameBad : null}>
          {(attributes) => (
            <input
              {...attributes}
              name="name"
              autocomplete="off"
              value={draft.name}
              onInput={(event) => setDraft({ ...draft, name: event.currentTarget.value })}
            />
          )}
        </Field>
        <label class="choice">
          <input
            type="checkbox"
            checked={draft.present}
            onChange={(event) => setDraft({ ...draft, present: event.currentTarget.checked })}
          />
          <span>{m.roster.markPresent}</span>
        </label>
        {!draft.present && (
          <Field label={m.roster.addReason} optional>
            {(attributes) => (
              <input
                {...attributes}
                value={draft.reason}
                maxLength={500}
                onInput={(event) => setDraft({ ...draft, reason: event.currentTarget.value })}
              />
            )}
          </Field>
        )}
        {error !== null && <Failure error={error} />}
        <div class="dialog-actions">
          <Button onClick={onClose}>{m.app.cancel}</Button>
          <Button type="submit" kind="main" busy={busy}>
            {m.roster.add}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
