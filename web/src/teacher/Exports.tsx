import type { FileFormat } from '../api/teacher';
import { useSubmit } from '../app/submit';
import { language, messages } from '../i18n';
import { Button } from '../ui/basics';
import { showToast, toastFailure } from '../ui/toast';
import { download } from './download';

export function Exports({ address }: { address: (format: FileFormat) => string }) {
  const m = messages();
  const formats: [string, Omit<FileFormat, 'lang'>][] = [
    [m.history.xlsx, { format: 'xlsx' }],
    [m.history.csvSemicolon, { format: 'csv', separator: 'semicolon' }],
    [m.history.csvComma, { format: 'csv', separator: 'comma' }],
  ];
  const { submit, busy } = useSubmit((format: Omit<FileFormat, 'lang'>) =>
    toastFailure(async () => {
      const name = await download(address({ ...format, lang: language.value }));
      showToast(m.history.exported(name));
    }),
  );
  return (
    <fieldset class="exports" aria-label={m.history.export}>
      <p class="hint">{m.history.whichFile}</p>
      {formats.map(([label, format]) => (
        <Button key={label} icon="download" busy={busy} onClick={() => void submit(format)}>
          {label}
        </Button>
      ))}
    </fieldset>
  );
}
