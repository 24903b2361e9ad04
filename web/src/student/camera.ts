import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

export type CameraState = 'starting' | 'on' | 'denied' | 'none' | 'busy' | 'insecure';

/** A camera's picture in a video element, off again when the page is left. */
export function useCamera(facing: 'user' | 'environment'): { video: RefObject<HTMLVideoElement>; state: CameraState } {
  const video = useRef<HTMLVideoElement>(null);
  const [state, setState] = useState<CameraState>(canUseCamera() ? 'starting' : 'insecure');
  useEffect(() => {
    if (!canUseCamera()) return;
    let stream: MediaStream | null = null;
    let left = false;
    navigator.mediaDevices
      .getUserMedia({ video: { facingMode: facing, width: { ideal: 1280 }, height: { ideal: 960 } }, audio: false })
      .then(
        async (opened) => {
          stream = opened;
          if (left || !video.current) return stopAll(opened);
          video.current.srcObject = opened;
          await video.current.play().catch(() => undefined);
          setState('on');
        },
        (error: unknown) => setState(stateOf(error)),
      );
    return () => {
      left = true;
      if (stream) stopAll(stream);
    };
  }, [facing]);
  return { video, state };
}

/** Browsers give the camera to HTTPS pages and to localhost only. */
export const canUseCamera = (): boolean => window.isSecureContext && Boolean(navigator.mediaDevices?.getUserMedia);

const stopAll = (stream: MediaStream): void => stream.getTracks().forEach((track) => track.stop());

function stateOf(error: unknown): CameraState {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied';
  return name === 'NotReadableError' || name === 'AbortError' ? 'busy' : 'none';
}
