import { useEffect, useRef, useState } from 'preact/hooks';
import { messages } from '../i18n';
import { Button, Field, Notice } from '../ui/basics';
import { useCamera } from './camera';
import { sourceFromFile, sourceFromVideo, toJpeg } from './picture';

interface SelfieProps {
  picture: Blob | null;
  onPicture(picture: Blob | null): void;
  onSend(): void;
  busy: boolean;
}

/** Takes a picture within the outline of a face, then shows it before it is sent. */
export function Selfie({ picture, onPicture, onSend, busy }: SelfieProps) {
  return picture ? (
    <Preview picture={picture} onRetake={() => onPicture(null)} onSend={onSend} busy={busy} />
  ) : (
    <Viewfinder onPicture={onPicture} />
  );
}

function Viewfinder({ onPicture }: { onPicture(picture: Blob): void }) {
  const m = messages();
  const { video, state } = useCamera('user');
  const [isUnreadable, setIsUnreadable] = useState(false);
  const works = state === 'starting' || state === 'on';

  const take = async (): Promise<void> => {
    if (video.current?.videoWidth) onPicture(await toJpeg(sourceFromVideo(video.current)));
  };
  const choose = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    try {
      onPicture(await toJpeg(await sourceFromFile(file)));
    } catch {
      setIsUnreadable(true);
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
          <Field label={m.attend.choosePicture} error={isUnreadable ? m.attend.badPicture : null}>
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

interface PreviewProps {
  picture: Blob;
  onRetake(): void;
  onSend(): void;
  busy: boolean;
}

function Preview({ picture, onRetake, onSend, busy }: PreviewProps) {
  const m = messages();
  const [url, setUrl] = useState<string | null>(null);
  const container = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const objectUrl = URL.createObjectURL(picture);
    setUrl(objectUrl);
    // The focused button is gone, so the next one gets the focus.
    container.current?.querySelector<HTMLButtonElement>('.main')?.focus();
    return () => URL.revokeObjectURL(objectUrl);
  }, [picture]);
  return (
    <div class="selfie" ref={container}>
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
