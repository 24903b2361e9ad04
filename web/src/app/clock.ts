/** The server's clock. A phone's clock may be minutes off, and the server decides when a session starts and ends. */
let offsetMs = 0;

// The Date header has whole seconds, so a smaller difference is rounding.
const ROUNDING_MS = 2000;

export function syncClock(dateHeader: string | null): void {
  const serverMs = dateHeader ? Date.parse(dateHeader) : Number.NaN;
  if (!Number.isFinite(serverMs)) return;
  const difference = serverMs - Date.now();
  offsetMs = Math.abs(difference) > ROUNDING_MS ? difference : 0;
}

export const serverNow = (): number => Date.now() + offsetMs;
