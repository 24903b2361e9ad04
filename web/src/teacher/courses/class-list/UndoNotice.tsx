import { useEffect, useRef } from 'preact/hooks';
import { useSubmit } from '../../../app/submit';
import { messages } from '../../../i18n';
import { Button, Failure } from '../../../ui/basics';
import { showToast } from '../../../ui/toast';
import type { Undo } from './useListChange';

/** Says what was done, and takes it back. Stays until the next change. */
export function UndoNotice({ undo, onUndone }: { undo: Undo; onUndone(): void }) {
  const m = messages();
  const notice = useRef<HTMLDivElement>(null);
  const { submit, busy, error } = useSubmit(async () => {
    await undo.run();
    showToast(m.classList.undone);
    onUndone();
  });
  // What was pressed is gone, and may have been far below.
  useEffect(() => notice.current?.focus(), [undo]);
  return (
    <div class="undo" ref={notice} tabIndex={-1}>
      <div class="notice good" role="status">
        <p>{undo.text}</p>
        <Button icon="undo" busy={busy} onClick={() => void submit()}>
          {m.classList.undo}
        </Button>
      </div>
      {error !== null && <Failure error={error} />}
    </div>
  );
}
