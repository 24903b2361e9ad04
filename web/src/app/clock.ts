/** The server's time: a phone's clock may be minutes off, and windows of time are the server's. */
let offset = 0;

export function noticeServerTime(dateHeader: string | null): void {
  const server = dateHeader ? Date.parse(dateHeader) : Number.NaN;
  // The header has whole seconds; a smaller difference is rounding.
  if (Number.isFinite(server)) offset = Math.abs(server - Date.now()) > 2000 ? server - Date.now() : 0;
}

export const serverNow = (): number => Date.now() + offset;
