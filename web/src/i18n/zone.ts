import { signal } from '@preact/signals';

/** The zone of all dates and times on the page; undefined: the browser's, until the institution's is known. */
export const zone = signal<string | undefined>();

/** Takes an IANA name, such as Europe/Istanbul. The browser's zone stays where it does not know the name. */
export function setZone(name: string): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    zone.value = name;
  } catch {
    zone.value = undefined;
  }
}

/** What clocks in the zone show, in the form of a browser's field: `2026-11-24T09:00:30`. */
export function wallClock(ms: number): string {
  const format = new Intl.DateTimeFormat('en', {
    timeZone: zone.value,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  const part = Object.fromEntries(format.formatToParts(ms).map(({ type, value }) => [type, value]));
  return `${part.year}-${part.month}-${part.day}T${part.hour}:${part.minute}:${part.second}`;
}

/**
 * When clocks in the zone show what was typed (`2026-11-24T09:00`), in milliseconds; NaN: it is no time. A time that a
 * clock change skips is taken an hour off.
 */
export function instantOf(typed: string): number {
  const asUtc = Date.parse(`${typed}Z`);
  if (Number.isNaN(asUtc)) return asUtc;
  // The offset is that of the time itself, and may be another than that of the same figures in UTC.
  const nearby = asUtc - offsetAt(asUtc);
  return asUtc - offsetAt(nearby);
}

const offsetAt = (ms: number): number => Date.parse(`${wallClock(ms)}Z`) - Math.floor(ms / 1000) * 1000;
