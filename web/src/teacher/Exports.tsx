import { useState } from 'preact/hooks';
import type { ReportFormat } from '../api/teacher';
import { useMessages } from '../i18n';
import { explain } from '../i18n/words';
import { Button } from '../ui/basics';
import { say } from '../ui/toast';
import { download } from './download';

export function Exports({ address }: { address: (format: ReportFormat) => string }) {
  const m = useMessages();
  const [busy, setBusy] = useState(false);
  const kinds: [string, ReportFormat][] = [
    [m.history.xlsx, { format: 'xlsx' }],
    [m.history.csvSemicolon, { format: 'csv', separator: 'semicolon' }],
    [m.history.csvComma, { format: 'csv', separator: 'comma' }],
  ];
  const save = async (format: ReportFormat): Promise<void> => {
    setBusy(true);
    try {
      say(m.history.exported(await download(address(format))));
    } catch (refusal) {
      say(explain(refusal), 'bad');
    }
    setBusy(false);
  };
  return (
    <section class="exports" role="group" aria-label={m.history.export}>
      {kinds.map(([label, format]) => (
        <Button key={label} icon="download" busy={busy} onClick={() => void save(format)}>
          {label}
        </Button>
      ))}
    </section>
  );
}
