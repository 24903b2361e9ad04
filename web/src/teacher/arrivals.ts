import type { AttendanceRecord } from '../api/types';

const MINUTE_MS = 60_000;
const MAX_BARS = 60;

/** How many students arrived within one minute, which starts at `minute`. */
export interface Arrivals {
  minute: number;
  count: number;
}

export interface Bar {
  from: number;
  count: number;
  /** Of this bar and all before it. */
  sum: number;
}

export const startOfMinute = (time: number): number => Math.floor(time / MINUTE_MS) * MINUTE_MS;

/** Arrivals by minute, oldest first. */
export function countArrivals(records: Iterable<AttendanceRecord>): Arrivals[] {
  const counts = new Map<number, number>();
  for (const record of records) {
    if (!record.is_attended || !record.attendance_time) continue;
    const minute = startOfMinute(Date.parse(record.attendance_time));
    counts.set(minute, (counts.get(minute) ?? 0) + 1);
  }
  return [...counts].map(([minute, count]) => ({ minute, count })).sort((a, b) => a.minute - b.minute);
}

/** One bar for each minute, empty ones too; a bar covers several minutes where there would be too many. */
export function toBars(arrivals: Arrivals[], start: number, end: number): Bar[] {
  const first = Math.min(start, arrivals[0]?.minute ?? start);
  const last = Math.max(end, arrivals.at(-1)?.minute ?? end);
  const minutes = Math.max(1, Math.floor((last - first) / MINUTE_MS) + 1);
  const width = Math.ceil(minutes / MAX_BARS);
  const bars: Bar[] = [];
  for (let offset = 0; offset < minutes; offset += width) {
    bars.push({ from: first + offset * MINUTE_MS, count: 0, sum: 0 });
  }
  for (const { minute, count } of arrivals) {
    const bar = bars[Math.floor((minute - first) / MINUTE_MS / width)];
    if (bar) bar.count += count;
  }
  let sum = 0;
  for (const bar of bars) {
    sum += bar.count;
    bar.sum = sum;
  }
  return bars;
}
