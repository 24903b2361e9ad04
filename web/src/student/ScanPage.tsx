import { useEffect, useState } from 'preact/hooks';
import { messages } from '../i18n';
import { Failure, Notice, Page } from '../ui/basics';
import { CodeForm } from './CodeForm';
import { useCamera } from './camera';
import { codeFromUrl, createQrReader } from './qr-reader';
import { useJoin } from './useJoin';

const READ_EVERY_MS = 200;

export function ScanPage() {
  const m = messages();
  const { video, state } = useCamera('environment');
  const { busy, error, matches, tryCode } = useJoin();
  const [isForeign, setIsForeign] = useState(false);

  useEffect(() => {
    if (state !== 'on') return;
    let stopped = false;
    // The screen shows another code soon, so a refused one is not sent twice.
    const refused = new Set<string>();
    const scan = async (): Promise<void> => {
      const read = await createQrReader();
      while (!stopped) {
        const text = video.current?.videoWidth ? await read(video.current).catch(() => null) : null;
        if (stopped) return;
        const code = text === null ? null : codeFromUrl(text);
        if (text !== null) setIsForeign(code === null);
        if (code && !refused.has(code)) {
          navigator.vibrate?.(60);
          if (await tryCode(code)) return;
          refused.add(code);
        }
        await new Promise((resolve) => setTimeout(resolve, READ_EVERY_MS));
      }
    };
    void scan();
    return () => {
      stopped = true;
    };
  }, [state]);

  const stateTexts = {
    starting: m.scan.starting,
    on: busy ? m.scan.joining : m.scan.looking,
    denied: m.scan.denied,
    none: m.scan.none,
    busy: m.scan.busy,
    insecure: m.scan.insecure,
  };
  const works = state === 'starting' || state === 'on';
  return (
    <Page title={m.scan.title} lead={m.scan.lead}>
      {works && (
        <div class="viewfinder square">
          <video ref={video} playsInline muted aria-label={m.attend.cameraView} />
          <svg class="outline" viewBox="0 0 100 100" aria-hidden="true">
            <path d="M18 34V18h16M66 18h16v16M82 66v16H66M34 82H18V66" />
          </svg>
        </div>
      )}
      <div role="status">
        {works ? (
          <p class="hint center">{stateTexts[state]}</p>
        ) : (
          <Notice kind="warn">
            <p>{stateTexts[state]}</p>
          </Notice>
        )}
      </div>
      {isForeign && (
        <Notice kind="warn">
          <p>{m.scan.notOurs}</p>
        </Notice>
      )}
      {error !== null && matches.length === 0 && <Failure error={error} />}
      <section class="card">
        <CodeForm />
      </section>
    </Page>
  );
}
