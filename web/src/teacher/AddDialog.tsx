import { addRecord } from '../api/teacher';
import type { AttendanceRecord } from '../api/types';
import { useDraft } from '../app/draft';
import { type Problems, useForm } from '../app/submit';
import { messages } from '../i18n';
import { Button, Dialog, Failure, Field } from '../ui/basics';
import { showToast } from '../ui/toast';
import { isSchoolNumber, MIN_NAME_LENGTH } from './people';

interface AddDialogProps {
  sessionId: string;
  onAdded(record: AttendanceRecord): void;
  onClose(): void;
}

export function AddDialog({ sessionId, onAdded, onClose }: AddDialogProps) {
  const m = messages();
  const [draft, setDraft, deleteDraft] = useDraft(`add.${sessionId}`, {
    number: '',
    name: '',
    present: true,
    reason: '',
  });
  const number = draft.number.trim();
  const name = draft.name.trim();
  const reason = draft.reason.trim();

  const validate = (): Problems<'number' | 'name'> => ({
    ...(isSchoolNumber(number) ? {} : { number: m.roster.numberBad }),
    ...(name.length >= MIN_NAME_LENGTH ? {} : { name: m.roster.nameBad }),
  });
  const { busy, error, problems, onSubmit } = useForm(validate, async () => {
    const record = await addRecord(sessionId, {
      student_school_number: number,
      student_full_name: name,
      is_attended: draft.present,
      ...(reason && !draft.present ? { reason } : {}),
    });
    onAdded(record);
    showToast(m.roster.added(record.student.user_full_name));
    deleteDraft();
    onClose();
  });

  return (
    <Dialog title={m.roster.addTitle} onClose={onClose}>
      <form onSubmit={onSubmit} noValidate>
        <Field label={m.roster.number} error={problems.number}>
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
        <Field label={m.roster.name} error={problems.name}>
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
