import { useEffect, useRef, useState } from 'preact/hooks';
import { useMessages } from '../i18n';
import { Button, Field, Notice } from '../ui/basics';
import { useCamera } from './camera';
import { ofFile, ofVideo, toJpeg } from './picture';

interface SelfieProps {
  picture: Blob | null;
  onPicture(picture: Blob | null): void;
  onSend(): void;
  busy: boolean;
}

/** Takes a picture with the outline of a face, shows it, and takes another one. */
export function Selfie({ picture, onPicture, onSend, busy }: SelfieProps) {
  return picture ? (
    <Preview picture={picture} onRetake={() => onPicture(null)} onSend={onSend} busy={busy} />
  ) : (
    <Viewfinder onPicture={onPicture} />
  );
}

function Viewfinder({ onPicture }: { onPicture(picture: Blob): void }) {
  const m = useMessages();
  const { video, state } = useCamera('user');
  const [bad, setBad] = useState(false);
  const works = state === 'starting' || state === 'on';

  const take = async (): Promise<void> => {
    if (video.current?.videoWidth) onPicture(await toJpeg(ofVideo(video.current)));
  };
  const choose = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    try {
      onPicture(await toJpeg(await ofFile(file)));
    } catch {
      setBad(true);
    }
  };

  return (
    <div class="selfie">
      <p class="hint">{m.attend.selfieLead}</p>
      {works ? (
        <>
          <div class="viewfinder mirrored">
            <video ref={video} playsInline muted aria-label={m.attend.cameraView} />
            <svg class="outline" viewBox="0 0 120 90" aria-hidden="true">
              <ellipse cx="60" cy="43" rx="23" ry="31" />
            </svg>
          </div>
          <Button kind="main" class="huge" icon="camera" disabled={state !== 'on'} onClick={() => void take()}>
            {m.attend.take}
          </Button>
        </>
      ) : (
        <>
          <Notice kind="warn">
            <p>{state === 'denied' ? m.scan.denied : m.attend.cameraFile}</p>
          </Notice>
          <Field label={m.attend.choosePicture} error={bad ? m.attend.badPicture : null}>
            {(attributes) => (
              <input
                {...attributes}
                type="file"
                accept="image/*"
                capture="user"
                onChange={(event) => void choose(event.currentTarget.files?.[0])}
              />
            )}
          </Field>
        </>
      )}
    </div>
  );
}

function Preview({
  picture,
  onRetake,
  onSend,
  busy,
}: {
  picture: Blob;
  onRetake: () => void;
  onSend: () => void;
  busy: boolean;
}) {
  const m = useMessages();
  const [url, setUrl] = useState<string | null>(null);
  const first = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const made = URL.createObjectURL(picture);
    setUrl(made);
    // What was pressed is gone; the next thing to press gets the focus.
    first.current?.querySelector<HTMLButtonElement>('.main')?.focus();
    return () => URL.revokeObjectURL(made);
  }, [picture]);
  return (
    <div class="selfie" ref={first}>
      <div class="viewfinder mirrored">{url && <img src={url} alt={m.attend.preview} />}</div>
      <div class="pair">
        <Button onClick={onRetake} disabled={busy}>
          {m.attend.retake}
        </Button>
        <Button kind="main" busy={busy} onClick={onSend}>
          {m.attend.send}
        </Button>
      </div>
    </div>
  );
}
