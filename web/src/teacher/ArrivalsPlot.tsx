import { useMessages } from '../i18n';
import { formatTime } from '../i18n/format';
import { Empty } from '../ui/basics';

const WIDTH = 560;
const HEIGHT = 150;
const LEFT = 34;
const BOTTOM = 22;
const TOP = 10;
const MOST_BARS = 60;

export interface Bar {
  from: number;
  count: number;
  sum: number;
}

/** Minutes between the first and the last arrival, quiet ones too, put together where there are many. */
export function barsOf(arrivals: { minute: number; count: number }[], start: number, end: number): Bar[] {
  const first = Math.min(start, arrivals[0]?.minute ?? start);
  const last = Math.max(end, arrivals.at(-1)?.minute ?? end);
  const minutes = Math.max(1, Math.floor((last - first) / 60_000) + 1);
  const width = Math.ceil(minutes / MOST_BARS);
  const bars: Bar[] = [];
  for (let at = 0; at < minutes; at += width) bars.push({ from: first + at * 60_000, count: 0, sum: 0 });
  for (const arrival of arrivals) {
    const bar = bars[Math.floor((arrival.minute - first) / 60_000 / width)];
    if (bar) bar.count += arrival.count;
  }
  let sum = 0;
  for (const bar of bars) bar.sum = sum += bar.count;
  return bars;
}

/** Arrivals a minute as bars, and how many came together as a line. */
export function ArrivalsPlot({
  arrivals,
  start,
  now,
}: {
  arrivals: { minute: number; count: number }[];
  start: number;
  now: number;
}) {
  const m = useMessages();
  if (!arrivals.length) return <Empty>{m.live.arrivalsNone}</Empty>;
  const minute = (time: number): number => Math.floor(time / 60_000) * 60_000;
  const bars = barsOf(arrivals, minute(start), minute(now));
  const total = bars.at(-1)!.sum;
  const most = Math.max(...bars.map((bar) => bar.count));
  const peak = arrivals.reduce((best, arrival) => (arrival.count > best.count ? arrival : best));
  const step = (WIDTH - LEFT) / bars.length;
  const height = HEIGHT - TOP - BOTTOM;
  const x = (index: number): number => LEFT + index * step;
  const y = (value: number, top: number): number => TOP + height - (value / top) * height;
  const time = (ms: number): string => formatTime(new Date(ms).toISOString());
  const line = bars
    .map((bar, index) => `${index ? 'L' : 'M'}${(x(index) + step / 2).toFixed(1)} ${y(bar.sum, total).toFixed(1)}`)
    .join('');
  const words = m.live.arrivalsText(total, time(peak.minute), peak.count);

  return (
    <figure class="plot">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={words}>
        <line class="plot-axis" x1={LEFT} x2={WIDTH} y1={TOP + height} y2={TOP + height} />
        <line class="plot-grid" x1={LEFT} x2={WIDTH} y1={TOP} y2={TOP} />
        <text x={LEFT - 6} y={TOP + 4} text-anchor="end">
          {most}
        </text>
        <text x={LEFT - 6} y={TOP + height + 4} text-anchor="end">
          0
        </text>
        {bars.map(
          (bar, index) =>
            bar.count > 0 && (
              <rect
                key={bar.from}
                class="plot-bar"
                x={x(index) + step * 0.12}
                width={Math.min(step * 0.76, 40)}
                y={y(bar.count, most)}
                height={(bar.count / most) * height}
                rx={Math.min(3, step / 4)}
              >
                <title>{m.live.arrivalsAt(time(bar.from), bar.count)}</title>
              </rect>
            ),
        )}
        {bars.length > 1 && <path class="plot-line" d={line} />}
        <text x={LEFT} y={HEIGHT - 5}>
          {time(bars[0]!.from)}
        </text>
        {bars.length > 1 && (
          <text x={WIDTH} y={HEIGHT - 5} text-anchor="end">
            {time(bars.at(-1)!.from)}
          </text>
        )}
      </svg>
      <figcaption class="hint">{words}</figcaption>
    </figure>
  );
}
