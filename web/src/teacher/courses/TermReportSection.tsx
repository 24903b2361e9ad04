import { useQuery } from '@tanstack/preact-query';
import { useState } from 'preact/hooks';
import { Link } from 'wouter-preact';
import { type DateRange, listStudents, reportTerm, termFileAddress } from '../../api/courses';
import type { Course, TermReport, TermStudent } from '../../api/types';
import { messages } from '../../i18n';
import { formatDayAndMonth, formatPercentage } from '../../i18n/format';
import { Sum } from '../../sum/Sum';
import { Dialog, Empty, Failure, Field, Loading } from '../../ui/basics';
import { Exports } from '../Exports';

export function TermReportSection({ course }: { course: Course }) {
  const m = messages();
  const id = course.course_id;
  const [range, setRange] = useState<DateRange>({ from: '', to: '' });
  const [explained, setExplained] = useState<TermStudent | null>(null);
  const isReversed = Boolean(range.from && range.to && range.to < range.from);
  const report = useQuery({
    queryKey: ['term', id, range],
    queryFn: ({ signal }) => reportTerm(id, range, signal),
    enabled: !isReversed,
  });
  const isEmpty = report.data?.sessions.length === 0;
  return (
    <section class="card" aria-labelledby="term">
      <h2 id="term">{m.report.title}</h2>
      <RangeForm range={range} error={isReversed ? m.report.badRange : null} onChange={setRange} />
      {!isReversed && report.isPending && <Loading />}
      {!isReversed && isEmpty && <Empty>{m.report.empty}</Empty>}
      {!isReversed && report.error && <Failure error={report.error} retry={() => void report.refetch()} />}
      {report.data && !isEmpty && (
        <>
          <TermTable report={report.data} onExplain={setExplained} />
          <Exports address={(format) => termFileAddress(id, format, range)} />
        </>
      )}
      {explained && <SumDialog course={id} student={explained} onClose={() => setExplained(null)} />}
    </section>
  );
}

interface SumDialogProps {
  course: string;
  student: TermStudent;
  onClose(): void;
}

function SumDialog({ course, student, onClose }: SumDialogProps) {
  const m = messages();
  // The report says that a student is exempt, the class list says why.
  const students = useQuery({
    queryKey: ['students', course],
    queryFn: ({ signal }) => listStudents(course, signal),
    enabled: student.sum.exempt === true,
  });
  const listed = students.data?.find(({ user_school_number }) => user_school_number === student.user_school_number);
  return (
    <Dialog title={m.sum.title(student.user_full_name)} onClose={onClose}>
      <Sum sum={student.sum} percentage={student.percentage} exemptReason={listed?.exempt_reason} />
    </Dialog>
  );
}

interface RangeFormProps {
  range: DateRange;
  error: string | null;
  onChange(range: DateRange): void;
}

function RangeForm({ range, error, onChange }: RangeFormProps) {
  const m = messages();
  return (
    <form class="filters dates" onSubmit={(event) => event.preventDefault()} aria-label={m.report.range}>
      <Field label={m.app.from} optional>
        {(attributes) => (
          <input
            {...attributes}
            type="date"
            value={range.from}
            onChange={(event) => onChange({ ...range, from: event.currentTarget.value })}
          />
        )}
      </Field>
      <Field label={m.app.to} optional error={error}>
        {(attributes) => (
          <input
            {...attributes}
            type="date"
            value={range.to}
            onChange={(event) => onChange({ ...range, to: event.currentTarget.value })}
          />
        )}
      </Field>
    </form>
  );
}

interface TermTableProps {
  report: TermReport;
  onExplain(student: TermStudent): void;
}

function TermTable({ report, onExplain }: TermTableProps) {
  const m = messages();
  return (
    <>
      <p class="hint">
        {m.report.limit(report.required_percentage)} {m.report.legend}.
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
              {report.sessions.map((session) => (
                <th key={session.attendance_id} scope="col">
                  <Link href={`/teacher/sessions/${session.attendance_id}`}>
                    {formatDayAndMonth(session.start_time)}
                  </Link>
                </th>
              ))}
              <th scope="col">{m.report.hoursMissed}</th>
              <th scope="col">{m.report.canReach}</th>
            </tr>
          </thead>
          <tbody>
            {report.students.map((student) => (
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
      </th>
      <td class={student.is_below_limit ? 'number below' : 'number'}>
        <button type="button" class="figure-button" aria-label={m.sum.open(percentage)} onClick={onExplain}>
          {percentage}
        </button>{' '}
        {student.is_below_limit && <span class="visually-hidden">({m.report.below})</span>}
        {student.sum.exempt && <span class="muted block">{m.report.exempt}</span>}
      </td>
      {student.cells.map((status, index) => (
        <td key={sessions[index]?.attendance_id ?? index}>
          <span class={`cell ${status}`} aria-hidden="true">
            {m.report.letter[status]}
          </span>
          <span class="visually-hidden">{m.status[status]}</span>
        </td>
      ))}
      <td class="number">{student.hours_missed}</td>
      <td>{student.can_still_reach === null ? '–' : student.can_still_reach ? m.app.yes : m.app.no}</td>
    </tr>
  );
}
