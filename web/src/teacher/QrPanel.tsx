import { useQuery } from '@tanstack/preact-query';
import { useEffect, useState } from 'preact/hooks';
import { drawQr, readQr } from '../api/teacher';
import type { QrCode } from '../api/types';
import { isMissing } from '../app/queries';
import { useMessages } from '../i18n';
import { Notice } from '../ui/basics';

interface Shown {
  code: QrCode;
  picture: string;
}

/** The changing code. What is shown stays until the next one is here, so nothing flickers. */
export function QrPanel({ id }: { id: string }) {
  const m = useMessages();
  const [shown, setShown] = useState<Shown | null>(null);
  const code = useQuery({
    queryKey: ['qr', id],
    queryFn: async ({ signal }) => {
      const [words, drawing] = await Promise.all([readQr(id, signal), drawQr(id, signal)]);
      return { words, drawing };
    },
    staleTime: 0,
    gcTime: 0,
    refetchOnMount: 'always',
    // By the server's own pace, not by this device's clock. A second later than the change, so that the code is the new one.
    refetchInterval: (asked) =>
      isMissing(asked.state.error)
        ? false
        : asked.state.error
          ? 3000
          : Math.max(1, asked.state.data?.words.refresh_seconds ?? 10) * 1000,
    refetchIntervalInBackground: true,
    retry: false,
  });

  useEffect(() => {
    if (!code.data) return;
    const picture = URL.createObjectURL(code.data.drawing);
    setShown({ code: code.data.words, picture });
    return () => URL.revokeObjectURL(picture);
  }, [code.data]);

  if (isMissing(code.error))
    return (
      <Notice>
        <p>{m.live.noCodes}</p>
      </Notice>
    );
  const host = shown ? new URL(shown.code.url).host : '';
  return (
    <section class="qr" aria-label={m.live.scan}>
      <p class="qr-lead">{m.live.scan}</p>
      <div class="qr-picture">
        {shown && <img src={shown.picture} alt={m.live.codeAlt} width="400" height="400" data-url={shown.code.url} />}
      </div>
      <p class="qr-type">
        {m.live.orType} <span class="qr-host">{host}</span>
      </p>
      <p class="typed-code" translate={false}>
        {spaced(shown?.code.typed_code)}
      </p>
      <p class="hint" role={code.error ? 'alert' : undefined}>
        {code.error ? m.live.codeLost : m.live.codeChanges}
      </p>
    </section>
  );
}

/** Two groups of three are easier to copy from a wall. */
const spaced = (code: string | undefined): string => (code ? `${code.slice(0, 3)} ${code.slice(3)}` : '··· ···');
