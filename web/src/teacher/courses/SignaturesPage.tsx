import { useQuery } from '@tanstack/preact-query';
import { useState } from 'preact/hooks';
import { Link } from 'wouter-preact';
import { listStudents, readCourse } from '../../api/courses';
import type { Course, CourseStudent } from '../../api/types';
import { serverNow } from '../../app/clock';
import { messages } from '../../i18n';
import { formatDay } from '../../i18n/format';
import { wallClock } from '../../i18n/zone';
import { PrintButton } from '../../print/PrintButton';
import { Sheet, type SheetHead, studentColumns } from '../../print/Sheet';
import { useInstitution } from '../../print/useInstitution';
import { Empty, Failure, Field, Loading, Page } from '../../ui/basics';
import { Loaded } from '../../ui/Loaded';
import { courseHref, titleOf } from './course';
import { EXTRA_ROWS, groupsOf, ORDERS, type SheetChoice, signersOf } from './signatures';
import { useTeacherNames } from './useTeacherNames';

/** A sheet that students sign, for a class that checks in on paper. */
export function SignaturesPage({ id }: { id: string }) {
  const m = messages();
  const course = useQuery({ queryKey: ['course', id], queryFn: ({ signal }) => readCourse(id, signal) });
  const students = useQuery({ queryKey: ['students', id], queryFn: ({ signal }) => listStudents(id, signal) });
  if (!course.data) {
    return (
      <Page title={m.signatures.title}>
        {course.error ? <Failure error={course.error} retry={() => void course.refetch()} /> : <Loading />}
      </Page>
    );
  }
  return (
    <Page
      title={m.signatures.title}
      lead={titleOf(course.data)}
      actions={
        <>
          <Link class="button" href={courseHref(id, 'students')}>
            {m.signatures.toStudents}
          </Link>
          <PrintButton disabled={!students.data} />
        </>
      }
    >
      <Loaded query={students}>{(found) => <ChosenSheet course={course.data} students={found} />}</Loaded>
    </Page>
  );
}

function ChosenSheet({ course, students }: { course: Course; students: CourseStudent[] }) {
  const m = messages();
  const institution = useInstitution();
  const teachers = useTeacherNames(course.course_id);
  const [chosen, setChoice] = useState<SheetChoice | null>(null);
  // Until something is chosen the day follows the institution's zone, which may be known later than the students.
  const choice = chosen ?? { day: today(), time: '', order: 'number', group: '', extraRows: 0 };
  const signers = signersOf(students, choice);
  const head: SheetHead = {
    institution,
    course,
    teachers,
    title: m.signatures.title,
    name: course.name,
    facts: [
      choice.day && m.signatures.onDay(formatDay(choice.day)),
      choice.time && m.signatures.atTime(choice.time),
      choice.group && m.students.groupName(choice.group),
      m.courses.students(signers.length),
    ],
  };
  const columns = [...studentColumns(), { kind: 'signature', heading: m.signatures.signature }];
  return (
    <>
      <section class="card" aria-label={m.signatures.choices}>
        <ChoiceForm choice={choice} groups={groupsOf(students)} onChange={setChoice} />
        <p class="hint">{m.signatures.hint}</p>
        {signers.length === 0 && <Empty>{m.signatures.nobody}</Empty>}
      </section>
      <div class="sheet">
        <Sheet kind="signature-sheet" head={head} columns={columns}>
          {signers.map((student, index) => (
            <tr key={student.user_school_number}>
              <td class="row-number">{index + 1}</td>
              <td>{student.user_school_number}</td>
              <th scope="row">{student.user_full_name}</th>
              <td>{student.exempt && m.report.exempt}</td>
            </tr>
          ))}
          {Array.from({ length: choice.extraRows }, (_, index) => (
            <tr key={`extra-${index}`}>
              <td class="row-number">{signers.length + index + 1}</td>
              <td />
              <td />
              <td />
            </tr>
          ))}
        </Sheet>
      </div>
    </>
  );
}

interface ChoiceFormProps {
  choice: SheetChoice;
  groups: readonly string[];
  onChange(choice: SheetChoice): void;
}

function ChoiceForm({ choice, groups, onChange }: ChoiceFormProps) {
  const m = messages();
  return (
    <form class="filters" onSubmit={(event) => event.preventDefault()}>
      <Field label={m.signatures.day}>
        {(attributes) => (
          <input
            {...attributes}
            type="date"
            name="day"
            value={choice.day}
            onChange={(event) => onChange({ ...choice, day: event.currentTarget.value })}
          />
        )}
      </Field>
      <Field label={m.signatures.time} optional>
        {(attributes) => (
          <input
            {...attributes}
            type="time"
            name="time"
            value={choice.time}
            onChange={(event) => onChange({ ...choice, time: event.currentTarget.value })}
          />
        )}
      </Field>
      <Field label={m.signatures.order}>
        {(attributes) => (
          <select
            {...attributes}
            name="order"
            value={choice.order}
            onChange={(event) => onChange({ ...choice, order: event.currentTarget.value as SheetChoice['order'] })}
          >
            {ORDERS.map((order) => (
              <option key={order} value={order}>
                {m.signatures.orders[order]}
              </option>
            ))}
          </select>
        )}
      </Field>
      {groups.length > 0 && (
        <Field label={m.students.group}>
          {(attributes) => (
            <select
              {...attributes}
              name="group"
              value={choice.group}
              onChange={(event) => onChange({ ...choice, group: event.currentTarget.value })}
            >
              <option value="">{m.signatures.allGroups}</option>
              {groups.map((group) => (
                <option key={group} value={group}>
                  {group}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      <Field label={m.signatures.extraRows}>
        {(attributes) => (
          <select
            {...attributes}
            name="extra_rows"
            value={choice.extraRows}
            onChange={(event) => onChange({ ...choice, extraRows: Number(event.currentTarget.value) })}
          >
            {EXTRA_ROWS.map((count) => (
              <option key={count} value={count}>
                {count}
              </option>
            ))}
          </select>
        )}
      </Field>
    </form>
  );
}

/** As `2026-11-24`. */
const today = (): string => wallClock(serverNow()).slice(0, 10);
