import { useDraft } from '../app/draft';
import { useForm } from '../app/submit';
import { messages } from '../i18n';
import { Button, Dialog, Failure, Field } from '../ui/basics';

interface ReasonDialogProps {
  title: string;
  label: string;
  hint: string;
  minLength: number;
  action: string;
  /** Names the draft, so that the text survives a reload. */
  draft: string;
  suggestions?: readonly string[];
  kind?: 'danger' | 'main';
  onSubmit(reason: string): Promise<void>;
  onClose(): void;
}

/** Asks for the reason of a decision. */
export function ReasonDialog(props: ReasonDialogProps) {
  const { title, label, hint, minLength, action, draft, suggestions, kind = 'danger', onSubmit, onClose } = props;
  const m = messages();
  const [text, setText, deleteDraft] = useDraft(draft, '');
  // The server refuses line breaks.
  const reason = text.replace(/\s+/g, ' ').trim();

  const form = useForm(
    () => (reason.length < minLength ? { reason: m.roster.reasonShort(minLength) } : {}),
    async () => {
      await onSubmit(reason);
      deleteDraft();
      onClose();
    },
  );

  return (
    <Dialog title={title} onClose={onClose}>
      <form onSubmit={form.onSubmit} noValidate>
        <Field label={label} hint={hint} error={form.problems.reason}>
          {(attributes) => (
            <textarea
              {...attributes}
              name="reason"
              rows={3}
              maxLength={500}
              value={text}
              onInput={(event) => setText(event.currentTarget.value)}
            />
          )}
        </Field>
        {suggestions && (
          <fieldset class="quick" aria-label={m.roster.quick}>
            {suggestions.map((suggestion) => (
              <Button key={suggestion} kind="quiet" onClick={() => setText(suggestion)}>
                {suggestion}
              </Button>
            ))}
          </fieldset>
        )}
        {form.error !== null && <Failure error={form.error} />}
        <div class="dialog-actions">
          <Button onClick={onClose}>{m.app.cancel}</Button>
          <Button type="submit" kind={kind} busy={form.busy}>
            {action}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
