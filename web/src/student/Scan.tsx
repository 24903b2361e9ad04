import { useEffect, useState } from 'preact/hooks';
import { useMessages } from '../i18n';
import { Failure, Notice, Page } from '../ui/basics';
import { CodeForm } from './CodeForm';
import { useCamera } from './camera';
import { codeIn, makeReader } from './qr-reader';
import { useJoin } from './useJoin';

const LOOK_EVERY_MS = 200;

export function Scan() {
  const m = useMessages();
  const { video, state } = useCamera('environment');
  const { busy, error, choices, tryCode } = useJoin();
  const [foreign, setForeign] = useState(false);

  useEffect(() => {
    if (state !== 'on') return;
    let left = false;
    const refused = new Set<string>();
    const look = async (): Promise<void> => {
      const read = await makeReader();
      while (!left) {
        const text = video.current && video.current.videoWidth ? await read(video.current).catch(() => null) : null;
        if (left) return;
        const code = text === null ? null : codeIn(text);
        if (text !== null) setForeign(code === null);
        // One that was refused is not asked about again: the screen shows another one soon.
        if (code && !refused.has(code)) {
          navigator.vibrate?.(60);
          if (await tryCode(code)) return;
          refused.add(code);
        }
        await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
      }
    };
    void look();
    return () => void (left = true);
  }, [state]);

  const words = {
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
          <p class="hint center">{words[state]}</p>
        ) : (
          <Notice kind="warn">
            <p>{words[state]}</p>
          </Notice>
        )}
      </div>
      {foreign && (
        <Notice kind="warn">
          <p>{m.scan.notOurs}</p>
        </Notice>
      )}
      {error !== null && choices.length === 0 && <Failure error={error} />}
      <section class="card">
        <CodeForm />
      </section>
    </Page>
  );
}
