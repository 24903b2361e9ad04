import { messages } from '../i18n';
import { formatTime } from '../i18n/format';
import { Empty } from '../ui/basics';
import { type Arrivals, startOfMinute, toBars } from './arrivals';

const WIDTH = 560;
const HEIGHT = 150;
const LEFT = 34;
const BOTTOM = 22;
const TOP = 10;
const PLOT_HEIGHT = HEIGHT - TOP - BOTTOM;
const MAX_BAR_WIDTH = 40;

interface ArrivalsPlotProps {
  arrivals: Arrivals[];
  start: number;
  now: number;
}

const timeOf = (ms: number): string => formatTime(new Date(ms).toISOString());
const y = (value: number, max: number): number => TOP + PLOT_HEIGHT - (value / max) * PLOT_HEIGHT;

/** Arrivals by minute as bars, and their running sum as a line. */
export function ArrivalsPlot({ arrivals, start, now }: ArrivalsPlotProps) {
  const m = messages();
  const bars = toBars(arrivals, startOfMinute(start), startOfMinute(now));
  const [first] = bars;
  const last = bars.at(-1);
  if (!arrivals.length || !first || !last) return <Empty>{m.live.arrivalsNone}</Empty>;
  const maxCount = Math.max(...bars.map((bar) => bar.count));
  const peak = arrivals.reduce((best, arrival) => (arrival.count > best.count ? arrival : best));
  const step = (WIDTH - LEFT) / bars.length;
  const x = (index: number): number => LEFT + index * step;
  const line = bars
    .map((bar, index) => `${index ? 'L' : 'M'}${(x(index) + step / 2).toFixed(1)} ${y(bar.sum, last.sum).toFixed(1)}`)
    .join('');
  const description = m.live.arrivalsText(last.sum, timeOf(peak.minute), peak.count);

  return (
    <figure class="plot">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={description}>
        <line class="plot-axis" x1={LEFT} x2={WIDTH} y1={TOP + PLOT_HEIGHT} y2={TOP + PLOT_HEIGHT} />
        <line class="plot-grid" x1={LEFT} x2={WIDTH} y1={TOP} y2={TOP} />
        <text x={LEFT - 6} y={TOP + 4} text-anchor="end">
          {maxCount}
        </text>
        <text x={LEFT - 6} y={TOP + PLOT_HEIGHT + 4} text-anchor="end">
          0
        </text>
        {bars.map(
          (bar, index) =>
            bar.count > 0 && (
              <rect
                key={bar.from}
                class="plot-bar"
                x={x(index) + step * 0.12}
                width={Math.min(step * 0.76, MAX_BAR_WIDTH)}
                y={y(bar.count, maxCount)}
                height={(bar.count / maxCount) * PLOT_HEIGHT}
                rx={Math.min(3, step / 4)}
              >
                <title>{m.live.arrivalsAt(timeOf(bar.from), bar.count)}</title>
              </rect>
            ),
        )}
        {bars.length > 1 && <path class="plot-line" d={line} />}
        <text x={LEFT} y={HEIGHT - 5}>
          {timeOf(first.from)}
        </text>
        {bars.length > 1 && (
          <text x={WIDTH} y={HEIGHT - 5} text-anchor="end">
            {timeOf(last.from)}
          </text>
        )}
      </svg>
      <figcaption class="hint">{description}</figcaption>
    </figure>
  );
}
