import { useQuery } from '@tanstack/preact-query';
import { useMemo, useState } from 'preact/hooks';
import { type DateRange, listStudents, termFileAddress } from '../../api/courses';
import type { Course, TermStudent } from '../../api/types';
import { useDraft } from '../../app/draft';
import { messages } from '../../i18n';
import { formatNumber } from '../../i18n/format';
import { PrintButton } from '../../print/PrintButton';
import { printedAt } from '../../print/printing';
import { useInstitution } from '../../print/useInstitution';
import { Sum } from '../../sum/Sum';
import { Dialog, Empty, Failure, Field, Loading } from '../../ui/basics';
import { Exports } from '../Exports';
import { TermFilterForm } from './TermFilter';
import { TermSheet } from './TermSheet';
import { TermTable } from './TermTable';
import { EVERYBODY, filterStudents, isOffered } from './term';
import { useTeacherNames } from './useTeacherNames';
import { useTermReport } from './useTermReport';

export function TermReportSection({ course }: { course: Course }) {
  const m = messages();
  const id = course.course_id;
  const institution = useInstitution();
  const teachers = useTeacherNames(id);
  const [range, setRange] = useState<DateRange>({ from: '', to: '' });
  const [chosen, setFilter] = useDraft(`term-filter.${id}`, EVERYBODY);
  const filter = isOffered(chosen.only, range) ? chosen : { ...chosen, only: EVERYBODY.only };
  const [explained, setExplained] = useState<TermStudent | null>(null);
  const isReversed = Boolean(range.from && range.to && range.to < range.from);
  const { report, isWhole, error, retry } = useTermReport(id, range, !isReversed);
  const isEmpty = report?.sessions.length === 0;
  const students = useMemo(() => filterStudents(report?.students ?? [], filter), [report, filter.only, filter.inARow]);
  return (
    <>
      <section class="card" aria-labelledby="term">
        <div class="section-head">
          <h2 id="term">{m.report.title}</h2>
          {report && !isEmpty && <PrintButton disabled={!isWhole} />}
        </div>
        <RangeForm range={range} error={isReversed ? m.report.badRange : null} onChange={setRange} />
        {!isReversed && !report && !error && <Loading />}
        {!isReversed && isEmpty && <Empty>{m.report.empty}</Empty>}
        {!isReversed && Boolean(error) && <Failure error={error} retry={retry} />}
        {report && !isEmpty && (
          <>
            {!isWhole && <Progress loaded={report.students.length} of={course.students} />}
            <TermFilterForm students={report.students} filter={filter} range={range} onChange={setFilter} />
            {students.length > 0 ? (
              <TermTable report={report} students={students} onExplain={setExplained} />
            ) : (
              <Empty>{m.report.nobody}</Empty>
            )}
            <Exports address={(format) => termFileAddress(id, format, range, filter)} />
          </>
        )}
        {explained && (
          <SumDialog
            course={id}
            student={explained}
            isPart={Boolean(range.from || range.to)}
            onClose={() => setExplained(null)}
          />
        )}
      </section>
      {printedAt.value !== null && report && !isEmpty && (
        <TermSheet {...{ course, institution, teachers, report, students, filter, range, isWhole }} />
      )}
    </>
  );
}

/** How much of a report has come that the server sends in parts. */
function Progress({ loaded, of }: { loaded: number; of: number }) {
  const m = messages();
  return (
    <div class="loading" role="status">
      <p>{m.report.loaded(formatNumber(loaded))}</p>
      <progress aria-label={m.app.loading} value={loaded} max={Math.max(loaded, of)} />
    </div>
  );
}

interface SumDialogProps {
  course: string;
  student: TermStudent;
  isPart: boolean;
  onClose(): void;
}

function SumDialog({ course, student, isPart, onClose }: SumDialogProps) {
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
      <Sum sum={student.sum} percentage={student.percentage} exemptReason={listed?.exempt_reason} isPart={isPart} />
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
