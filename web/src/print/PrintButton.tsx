import { messages } from '../i18n';
import { Button } from '../ui/basics';

export function PrintButton({ disabled = false }: { disabled?: boolean }) {
  const m = messages();
  return (
    <Button icon="printer" disabled={disabled} onClick={() => window.print()}>
      {m.paper.print}
    </Button>
  );
}
