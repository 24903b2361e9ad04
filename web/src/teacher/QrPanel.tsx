import { useQuery } from '@tanstack/preact-query';
import { useEffect, useState } from 'preact/hooks';
import { readJoinCode, readJoinCodeImage } from '../api/teacher';
import type { JoinCode } from '../api/types';
import { messages } from '../i18n';

const DEFAULT_REFRESH_SECONDS = 10;
const RETRY_AFTER_MS = 3000;

interface Shown {
  code: JoinCode;
  imageUrl: string;
}

/** The changing join code. The old one stays until the new one is there, so that nothing flickers. */
export function QrPanel({ id }: { id: string }) {
  const m = messages();
  const [shown, setShown] = useState<Shown | null>(null);
  const latest = useQuery({
    queryKey: ['qr', id],
    queryFn: async ({ signal }) => {
      const [code, image] = await Promise.all([readJoinCode(id, signal), readJoinCodeImage(id, signal)]);
      return { code, image };
    },
    staleTime: 0,
    gcTime: 0,
    refetchOnMount: 'always',
    // The server says when to ask for the next code: this device's clock may be wrong.
    refetchInterval: ({ state: { error, data } }) =>
      error ? RETRY_AFTER_MS : Math.max(1, data?.code.refresh_seconds ?? DEFAULT_REFRESH_SECONDS) * 1000,
    refetchIntervalInBackground: true,
    retry: false,
  });

  useEffect(() => {
    if (!latest.data) return;
    const imageUrl = URL.createObjectURL(latest.data.image);
    setShown({ code: latest.data.code, imageUrl });
    return () => URL.revokeObjectURL(imageUrl);
  }, [latest.data]);

  return (
    <section class="qr" aria-label={m.live.scan}>
      <p class="qr-lead">{m.live.scan}</p>
      <div class="qr-picture">
        {shown && <img src={shown.imageUrl} alt={m.live.codeAlt} width="400" height="400" data-url={shown.code.url} />}
      </div>
      <p class="qr-type">
        {m.live.orType} <span class="qr-host">{shown ? new URL(shown.code.url).host : ''}</span>
      </p>
      <p class="typed-code" translate={false}>
        {shown ? inGroups(shown.code.typed_code) : '··· ···'}
      </p>
      <p class="hint" role={latest.error ? 'alert' : undefined}>
        {latest.error ? m.live.codeLost : m.live.codeChanges}
      </p>
    </section>
  );
}

/** Two groups of three are easier to copy from a wall. */
const inGroups = (code: string): string => `${code.slice(0, 3)} ${code.slice(3)}`;
