import type { ListProblem, SkippedLine } from '../../../api/types';
import { messages } from '../../../i18n';
import { Icon } from '../../../ui/icons';

const MAX_SHOWN = 20;

interface ProblemListProps {
  problems: ListProblem[];
  /** With those that the server did not list. */
  count: number;
}

/** What is wrong, beside the line where it is. Nothing is saved as long as there is any. */
export function ProblemList({ problems, count }: ProblemListProps) {
  const m = messages().classList;
  return (
    <section class="findings bad" aria-label={m.problemsTitle(count)}>
      <h3>
        <Icon name="warning" /> {m.problemsTitle(count)}
      </h3>
      <Lines problems={problems} count={count} />
    </section>
  );
}

/** What was assumed, or looks odd. It can be saved all the same. */
export function WarningList({ warnings }: { warnings: ListProblem[] }) {
  const m = messages().classList;
  return (
    <section class="findings warn" aria-label={m.warningsTitle}>
      <h3>{m.warningsTitle}</h3>
      <Lines problems={warnings} count={warnings.length} />
    </section>
  );
}

function Lines({ problems, count }: ProblemListProps) {
  const m = messages().classList;
  const shown = problems.slice(0, MAX_SHOWN);
  return (
    <ul>
      {shown.map((problem, index) => (
        <li key={index}>
          {problem.line !== null && <strong>{m.line(problem.line)}: </strong>}
          {problemText(problem)}
          <Quote text={problem.text} />
        </li>
      ))}
      {count > shown.length && <li>{m.more(count - shown.length)}</li>}
    </ul>
  );
}

/** Lines that are no students, such as a heading: nothing is left out unseen. */
export function SkippedList({ skipped }: { skipped: SkippedLine[] }) {
  const m = messages().classList;
  const shown = skipped.slice(0, MAX_SHOWN);
  return (
    <section class="findings" aria-label={m.skippedTitle(skipped.length)}>
      <h3>{m.skippedTitle(skipped.length)}</h3>
      <ul>
        {shown.map(({ line, text, reason }) => (
          <li key={line}>
            <strong>{m.line(line)}</strong>
            {m.skippedReasons[reason] && `: ${m.skippedReasons[reason]}`}
            <Quote text={text} />
          </li>
        ))}
        {skipped.length > shown.length && <li>{m.more(skipped.length - shown.length)}</li>}
      </ul>
    </section>
  );
}

const Quote = ({ text }: { text: string | null | undefined }) => (text?.trim() ? <q>{text.trim()}</q> : null);

/** A code of a newer server has no text of ours. */
function problemText({ code, detail, other_line }: ListProblem): string {
  const m = messages().classList;
  const text = m.problems[code];
  if (!text) return detail;
  return !other_line ? text : `${text} ${m.seeLine(other_line)}`;
}
