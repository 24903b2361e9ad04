import { useEffect } from 'preact/hooks';

/** Asks the browser for the whole screen; where it refuses, the page stays as large as the window. */
export function setFullscreen(on: boolean): void {
  if (on) void document.documentElement.requestFullscreen?.().catch(() => undefined);
  else if (document.fullscreenElement) void document.exitFullscreen();
}

/** Keeps the screen on, so that a projector's computer does not go to sleep during a class. */
export function useWakeLock(active: boolean): void {
  useEffect(() => {
    if (!active || !('wakeLock' in navigator)) return;
    let lock: WakeLockSentinel | null = null;
    const request = async (): Promise<void> => {
      // The browser releases the lock when the page is hidden.
      if (document.visibilityState === 'visible') lock = await navigator.wakeLock.request('screen').catch(() => null);
    };
    const onVisible = (): void => void request();
    onVisible();
    document.addEventListener('visibilitychange', onVisible);
    return () => {
      document.removeEventListener('visibilitychange', onVisible);
      void lock?.release();
    };
  }, [active]);
}
