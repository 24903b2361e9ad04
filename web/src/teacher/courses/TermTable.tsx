import { Link } from 'wouter-preact';
import type { TermReport, TermStudent } from '../../api/types';
import { messages } from '../../i18n';
import { formatNumber, formatPercentage } from '../../i18n/format';
import { hasUncounted, headingsOf, isMarkedBelow, isStranger, letterOf, missedOf, unitOf } from './term';

interface TermTableProps {
  report: TermReport;
  students: readonly TermStudent[];
  onExplain(student: TermStudent): void;
}

export function TermTable({ report, students, onExplain }: TermTableProps) {
  const m = messages();
  const headings = headingsOf(report.sessions);
  return (
    <>
      <p class="hint">
        {m.report.limit(report.required_percentage)} {m.report.legend}.{' '}
        {hasUncounted(students) && `${m.paper.notCounted}.`}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard. */}
      <section class="scroller" tabIndex={0} aria-label={m.report.table}>
        <table class="term">
          <thead>
            <tr>
              <th scope="col" class="sticky">
                {m.report.student}
              </th>
              <th scope="col">{m.report.percentage}</th>
              {report.sessions.map((session, index) => (
                <th key={session.attendance_id} scope="col">
                  <Link href={`/teacher/sessions/${session.attendance_id}`}>{headings[index]}</Link>
                </th>
              ))}
              <th scope="col">{m.report.missed[unitOf(report)]}</th>
              <th scope="col">{m.report.canReach}</th>
            </tr>
          </thead>
          <tbody>
            {students.map((student) => (
              <StudentRow
                key={student.user_school_number}
                student={student}
                sessions={report.sessions}
                onExplain={() => onExplain(student)}
              />
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}

interface StudentRowProps {
  student: TermStudent;
  sessions: TermReport['sessions'];
  onExplain(): void;
}

function StudentRow({ student, sessions, onExplain }: StudentRowProps) {
  const m = messages();
  const percentage = student.percentage === null ? '–' : formatPercentage(student.percentage);
  return (
    <tr>
      <th scope="row" class="sticky">
        {student.user_full_name} <span class="muted block">{student.user_school_number}</span>
        {isStranger(student) && <span class="muted block">{m.report.notListed}</span>}
      </th>
      <td class={isMarkedBelow(student) ? 'number below' : 'number'}>
        <button type="button" class="figure-button" aria-label={m.sum.open(percentage)} onClick={onExplain}>
          {percentage}
        </button>{' '}
        {isMarkedBelow(student) && <span class="visually-hidden">({m.report.below})</span>}
        {student.sum.exempt && <span class="muted block">{m.report.exempt}</span>}
      </td>
      {student.cells.map((status, index) => (
        <td key={sessions[index]?.attendance_id ?? index}>
          <Cell student={student} status={status} place={index} />
        </td>
      ))}
      <td class="number">{formatNumber(missedOf(student))}</td>
      <td>
        {isStranger(student) || student.can_still_reach === null ? '–' : student.can_still_reach ? m.app.yes : m.app.no}
      </td>
    </tr>
  );
}

interface CellProps {
  student: TermStudent;
  status: TermStudent['cells'][number];
  place: number;
}

function Cell({ student, status, place }: CellProps) {
  const m = messages();
  const isCounted = !student.not_counted.includes(place);
  const letter = letterOf(student, place);
  return (
    <>
      <span class={isCounted ? `cell ${status}` : 'cell'} aria-hidden="true">
        {letter}
      </span>
      <span class="visually-hidden">
        {letter && m.status[status]} {!isCounted && m.paper.notExpected}
      </span>
    </>
  );
}
