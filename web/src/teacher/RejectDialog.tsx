import { messages } from '../i18n';
import { ReasonDialog } from './ReasonDialog';

interface RejectDialogProps {
  title: string;
  draft: string;
  onSubmit(reason: string): Promise<void>;
  onClose(): void;
}

export function RejectDialog(props: RejectDialogProps) {
  const m = messages();
  return (
    <ReasonDialog
      {...props}
      label={m.roster.reason}
      hint={m.roster.reasonHint}
      minLength={5}
      action={m.roster.reject}
      suggestions={m.roster.quickReasons}
    />
  );
}
