import { finish } from '../api/teacher';
import { useSubmit } from '../app/submit';
import { messages } from '../i18n';
import { Button, Dialog, Failure } from '../ui/basics';

interface FinishDialogProps {
  id: string;
  onClose(): void;
  onFinished(): void;
}

export function FinishDialog({ id, onClose, onFinished }: FinishDialogProps) {
  const m = messages();
  const { submit, busy, error } = useSubmit(async () => {
    await finish(id);
    onFinished();
  });
  return (
    <Dialog title={m.live.finishTitle} onClose={onClose}>
      <p>{m.live.finishText}</p>
      {error !== null && <Failure error={error} />}
      <div class="dialog-actions">
        <Button onClick={onClose}>{m.app.cancel}</Button>
        <Button kind="danger" busy={busy} onClick={() => void submit()}>
          {busy ? m.live.finishing : m.live.finish}
        </Button>
      </div>
    </Dialog>
  );
}
