import { useQueryClient } from '@tanstack/preact-query';
import { cancel } from '../api/teacher';
import type { ClassSession } from '../api/types';
import { messages } from '../i18n';
import { showToast } from '../ui/toast';
import { ReasonDialog } from './ReasonDialog';

/** Cancels a class session that is planned or runs: it counts for nobody. */
export function CancelDialog({ session, onClose }: { session: ClassSession; onClose(): void }) {
  const m = messages();
  const client = useQueryClient();
  const id = session.attendance_id;
  return (
    <ReasonDialog
      title={m.live.cancelTitle(session.lesson_name)}
      label={m.roster.reason}
      hint={m.live.cancelHint}
      minLength={5}
      action={m.live.cancelSession}
      draft={`cancel-session.${id}`}
      onClose={onClose}
      onSubmit={async (reason) => {
        await cancel(id, reason);
        showToast(m.live.cancelDone);
        for (const queryKey of [['live'], ['planned'], ['history'], ['session', id]]) {
          void client.invalidateQueries({ queryKey });
        }
      }}
    />
  );
}
