import { useQuery } from '@tanstack/preact-query';
import { useState } from 'preact/hooks';
import { Link } from 'wouter-preact';
import { isNotFound } from '../api/http';
import { type DateRange, reportTerm, termFileAddress } from '../api/teacher';
import type { TermReport } from '../api/types';
import { messages } from '../i18n';
import { formatDayAndMonth, formatPercentage } from '../i18n/format';
import { Empty, Failure, Field, Loading } from '../ui/basics';
import { Exports } from './Exports';

type TermStudent = TermReport['students'][number];

export function TermReportCard({ lesson }: { lesson: string }) {
  const m = messages();
  const [range, setRange] = useState<DateRange>({ from: '', to: '' });
  const isReversed = Boolean(range.from && range.to && range.to < range.from);
  const report = useQuery({
    queryKey: ['term', lesson, range],
    queryFn: ({ signal }) => reportTerm(lesson, range, signal),
    enabled: !isReversed,
    retry: 1,
  });
  // A lesson without any session is not found.
  const isEmpty = isNotFound(report.error) || report.data?.sessions.length === 0;
  return (
    <section class="card" aria-labelledby="term">
      <h2 id="term">{m.lessons.term}</h2>
      <RangeForm range={range} error={isReversed ? m.lessons.badRange : null} onChange={setRange} />
      {!isReversed && report.isPending && <Loading />}
      {!isReversed && isEmpty && <Empty>{m.lessons.termEmpty}</Empty>}
      {!isReversed && !isEmpty && report.error && <Failure error={report.error} retry={() => void report.refetch()} />}
      {report.data && !isEmpty && (
        <>
          <TermTable report={report.data} />
          <Exports address={(format) => termFileAddress(lesson, format, range)} />
        </>
      )}
    </section>
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
    <form class="filters dates" onSubmit={(event) => event.preventDefault()} aria-label={m.lessons.range}>
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

function TermTable({ report }: { report: TermReport }) {
  const m = messages();
  return (
    <>
      <p class="hint">
        {m.lessons.limit(report.required_percentage)} {m.lessons.legend}.
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard. */}
      <section class="scroller" tabIndex={0} aria-label={m.lessons.termTable}>
        <table class="term">
          <thead>
            <tr>
              <th scope="col" class="sticky">
                {m.lessons.student}
              </th>
              <th scope="col">{m.lessons.percentage}</th>
              {report.sessions.map((session) => (
                <th key={session.attendance_id} scope="col">
                  <Link href={`/teacher/sessions/${session.attendance_id}`}>
                    {formatDayAndMonth(session.start_time)}
                  </Link>
                </th>
              ))}
              <th scope="col">{m.lessons.hoursMissed}</th>
              <th scope="col">{m.lessons.canReach}</th>
            </tr>
          </thead>
          <tbody>
            {report.students.map((student) => (
              <StudentRow key={student.user_school_number} student={student} sessions={report.sessions} />
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}

function StudentRow({ student, sessions }: { student: TermStudent; sessions: TermReport['sessions'] }) {
  const m = messages();
  return (
    <tr>
      <th scope="row" class="sticky">
        {student.user_full_name} <span class="muted block">{student.user_school_number}</span>
      </th>
      <td class={student.is_below_limit ? 'number below' : 'number'}>
        {student.percentage === null ? '–' : formatPercentage(student.percentage)}{' '}
        {student.is_below_limit && <span class="visually-hidden">({m.lessons.below})</span>}
      </td>
      {student.cells.map((status, index) => (
        <td key={sessions[index]?.attendance_id ?? index}>
          <span class={`cell ${status}`} aria-hidden="true">
            {m.lessons.letter[status]}
          </span>
          <span class="visually-hidden">{m.status[status]}</span>
        </td>
      ))}
      <td class="number">{student.hours_missed}</td>
      <td>{student.can_still_reach === null ? '–' : student.can_still_reach ? m.app.yes : m.app.no}</td>
    </tr>
  );
}
