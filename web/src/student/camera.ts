import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

export type CameraState = 'starting' | 'on' | 'denied' | 'none' | 'busy' | 'insecure';

const VIDEO = { width: { ideal: 1280 }, height: { ideal: 960 } };

/** Shows a camera in a video element, and releases it when the component is removed. */
export function useCamera(facing: 'user' | 'environment'): { video: RefObject<HTMLVideoElement>; state: CameraState } {
  const video = useRef<HTMLVideoElement>(null);
  const [state, setState] = useState<CameraState>(canUseCamera() ? 'starting' : 'insecure');
  useEffect(() => {
    if (!canUseCamera()) return;
    let stream: MediaStream | null = null;
    let removed = false;
    const show = async (opened: MediaStream): Promise<void> => {
      stream = opened;
      if (removed || !video.current) return release(opened);
      video.current.srcObject = opened;
      await video.current.play().catch(() => undefined);
      setState('on');
    };
    navigator.mediaDevices
      .getUserMedia({ video: { facingMode: facing, ...VIDEO }, audio: false })
      .then(show, (error: unknown) => setState(stateFrom(error)));
    return () => {
      removed = true;
      if (stream) release(stream);
    };
  }, [facing]);
  return { video, state };
}

/** Browsers give the camera only to HTTPS pages and to localhost. */
const canUseCamera = (): boolean => window.isSecureContext && Boolean(navigator.mediaDevices?.getUserMedia);

function release(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

function stateFrom(error: unknown): CameraState {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied';
  return name === 'NotReadableError' || name === 'AbortError' ? 'busy' : 'none';
}
