import type { AttendanceSum } from '../api/types';
import { messages } from '../i18n';
import { formatNumber, formatPercentage } from '../i18n/format';
import { type Line, linesOf } from './lines';

interface SumProps {
  sum: AttendanceSum;
  percentage: number | null;
  /** Why the student is exempt, where it is known. */
  exemptReason?: string | null | undefined;
  /** Of some days of the term only. */
  isPart?: boolean;
}

/** Every figure that a percentage is made of, so that a person can add it up. The server has computed all of them. */
export function Sum({ sum, percentage, exemptReason, isPart = false }: SumProps) {
  const m = messages().sum;
  const { attended, counted, term, outside } = linesOf(sum);
  return (
    <div class="sum">
      <p>
        <strong>
          {percentage === null
            ? m.nothing
            : m.percentage(formatNumber(sum.attended), formatNumber(sum.counted), formatPercentage(percentage))}
        </strong>{' '}
        {sum.exempt
          ? exemptReason
            ? m.exemptBecause(exemptReason)
            : m.exempt
          : m.limit(formatPercentage(sum.limit_percent))}
      </p>
      <Part title={m.attendedPart} lines={attended} />
      <Part title={m.countedPart} lines={counted} />
      {term.length > 0 && <Part title={m.termPart} lines={term} />}
      {sum.planned === null && <p class="hint">{isPart ? m.partOnly : m.noPlan}</p>}
      {sum.planned !== null && sum.planned < sum.held && <p class="hint">{m.overPlan(formatNumber(sum.planned))}</p>}
      {outside.length > 0 && <Part title={m.outsidePart} lines={outside} unsigned />}
      <p class="hint">{m.unit[sum.unit]}</p>
    </div>
  );
}

function Part({ title, lines, unsigned }: { title: string; lines: Line[]; unsigned?: boolean }) {
  const m = messages().sum;
  return (
    <table class="sum-part">
      <caption>{title}</caption>
      <tbody>
        {lines.map(({ name, sign, value }, index) => (
          <tr key={name} class={sign === '=' ? 'total' : ''}>
            <th scope="row">{m.lines[name]}</th>
            <td>
              {unsigned || index === 0 ? '' : `${sign} `}
              {formatNumber(value)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
