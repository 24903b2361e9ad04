import { useRef, useState } from 'preact/hooks';
import { useDraft } from '../app/draft';
import { useMessages } from '../i18n';
import { Button, Dialog, Failure, Field } from '../ui/basics';

interface ReasonDialogProps {
  title: string;
  label: string;
  hint: string;
  least: number;
  action: string;
  /** Under this name the text survives a reload. */
  draft: string;
  quick?: readonly string[];
  kind?: 'danger' | 'main';
  onSubmit(reason: string): Promise<void>;
  onClose(): void;
}

/** Asks for the words that go with a decision. */
export function ReasonDialog({
  title,
  label,
  hint,
  least,
  action,
  draft,
  quick,
  kind = 'danger',
  onSubmit,
  onClose,
}: ReasonDialogProps) {
  const m = useMessages();
  const [reason, setReason, forget] = useDraft(draft, '');
  const [short, setShort] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const input = useRef<HTMLTextAreaElement>(null);

  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    // The server refuses line breaks.
    const words = reason.replace(/\s+/g, ' ').trim();
    setShort(words.length < least);
    if (words.length < least) return input.current?.focus();
    setBusy(true);
    setError(null);
    try {
      await onSubmit(words);
      forget();
      onClose();
    } catch (refusal) {
      setError(refusal);
      setBusy(false);
    }
  };

  return (
    <Dialog title={title} onClose={onClose}>
      <form onSubmit={(event) => void submit(event)} noValidate>
        <Field label={label} hint={hint} error={short ? m.roster.reasonShort(least) : null}>
          {(attributes) => (
            <textarea
              {...attributes}
              ref={input}
              rows={3}
              maxLength={500}
              value={reason}
              onInput={(event) => setReason(event.currentTarget.value)}
            />
          )}
        </Field>
        {quick && (
          <div class="quick" role="group" aria-label={m.roster.quick}>
            {quick.map((words) => (
              <Button key={words} kind="quiet" onClick={() => setReason(words)}>
                {words}
              </Button>
            ))}
          </div>
        )}
        {error !== null && <Failure error={error} />}
        <div class="dialog-actions">
          <Button onClick={onClose}>{m.app.cancel}</Button>
          <Button type="submit" kind={kind} busy={busy}>
            {action}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
