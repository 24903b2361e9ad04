import { useQuery } from '@tanstack/preact-query';
import { useState } from 'preact/hooks';
import { Link } from 'wouter-preact';
import { restoreList } from '../../api/class-list';
import { listStudents } from '../../api/courses';
import type { Course, CourseStudent } from '../../api/types';
import { useSubmit } from '../../app/submit';
import { messages } from '../../i18n';
import { formatDay } from '../../i18n/format';
import { Button, Empty, Failure, Notice, Tag } from '../../ui/basics';
import { Icon } from '../../ui/icons';
import { Loaded } from '../../ui/Loaded';
import { CLASS_LIST_ID, ClassListEditor } from './ClassListEditor';
import { UndoNotice } from './class-list/UndoNotice';
import { type OfferUndo, type Undo, useListChange } from './class-list/useListChange';
import { signaturesHref } from './course';
import { EnrolmentDialog } from './EnrolmentDialog';
import { findStudents } from './students';

/** Who is expected in the course, and from when to when. */
export function StudentsSection({ course }: { course: Course }) {
  const id = course.course_id;
  const students = useQuery({ queryKey: ['students', id], queryFn: ({ signal }) => listStudents(id, signal) });
  const [undo, setUndo] = useState<Undo | null>(null);
  return (
    <>
      {undo && <UndoNotice undo={undo} onUndone={() => setUndo(null)} />}
      <div class="columns even">
        <Loaded query={students}>
          {(found) => (
            <>
              <StudentsCard course={course} students={found} offerUndo={setUndo} />
              <ClassListEditor course={id} hasClassList={hasClassList(found)} offerUndo={setUndo} />
            </>
          )}
        </Loaded>
      </div>
    </>
  );
}

/** Without a class list the server lists who was seen, and says of nobody that they are enrolled. */
const hasClassList = (students: CourseStudent[]): boolean => students.some((student) => student.enrolled !== null);

interface CardProps {
  course: Course;
  students: CourseStudent[];
  offerUndo: OfferUndo;
}

function StudentsCard({ course, students, offerUndo }: CardProps) {
  const m = messages();
  const [search, setSearch] = useState('');
  // Null: a new student.
  const [edited, setEdited] = useState<CourseStudent | null | undefined>();
  const isList = hasClassList(students);
  const shown = findStudents(students, search);
  return (
    <section class="card" aria-labelledby="students">
      <div class="section-head">
        <h2 id="students">
          {m.students.title} <span class="muted">({students.length})</span>
        </h2>
        <div class="page-actions">
          {/* On a phone the import stands below the list. */}
          <a class="button" href={`#${CLASS_LIST_ID}`}>
            {m.students.importList}
          </a>
          <Link class="button" href={signaturesHref(course.course_id)}>
            {m.signatures.title}
          </Link>
          <Button icon="plus" onClick={() => setEdited(null)}>
            {m.students.enrol}
          </Button>
        </div>
      </div>
      {students.length === 0 && <Empty>{m.students.none}</Empty>}
      {students.length > 0 && !isList && <NoList course={course} students={students} offerUndo={offerUndo} />}
      {students.length > 0 && (
        <label class="search">
          <Icon name="search" /> <span class="visually-hidden">{m.students.search}</span>
          <input
            type="search"
            placeholder={m.students.search}
            value={search}
            onInput={(event) => setSearch(event.currentTarget.value)}
          />
        </label>
      )}
      <ul class="rows">
        {shown.map((student) => (
          <StudentRow key={student.user_school_number} student={student} onEdit={() => setEdited(student)} />
        ))}
      </ul>
      {students.length > 0 && shown.length === 0 && <Empty>{m.students.nothingFound}</Empty>}
      {edited !== undefined && (
        <EnrolmentDialog
          course={course.course_id}
          student={edited}
          makesList={!isList}
          offerUndo={offerUndo}
          onClose={() => setEdited(undefined)}
        />
      )}
    </section>
  );
}

function StudentRow({ student, onEdit }: { student: CourseStudent; onEdit: () => void }) {
  const m = messages();
  return (
    <li class="student-row">
      <span>
        <strong>{student.user_full_name}</strong> <span class="muted">{student.user_school_number}</span>{' '}
        {student.exempt && <Tag kind="excused">{m.students.exempt}</Tag>}
        <span class="muted block">{factsOf(student).join(' · ')}</span>
      </span>
      <Button kind="quiet" aria-label={m.students.editName(student.user_full_name)} onClick={onEdit}>
        {m.students.edit}
      </Button>
    </li>
  );
}

function factsOf({ group, from, to, exempt_reason }: CourseStudent): string[] {
  const m = messages().students;
  return [
    group && m.groupName(group),
    from && m.fromDay(formatDay(from)),
    to && m.toDay(formatDay(to)),
    exempt_reason && m.exemptBecause(exempt_reason),
  ].filter((fact): fact is string => Boolean(fact));
}

/** Says what a course without a class list means, and makes one of those who were seen. */
function NoList({ course, students, offerUndo }: CardProps) {
  const m = messages();
  const id = course.course_id;
  const change = useListChange(id, offerUndo);
  const { submit, busy, error } = useSubmit(() =>
    change({
      text: m.students.listSaved(students.length),
      shown: null,
      run: (version) => restoreList(id, students, version),
    }),
  );
  return (
    <>
      <Notice>
        <p>{m.students.noList}</p>
        <Button busy={busy} onClick={() => void submit()}>
          {m.students.adopt(students.length)}
        </Button>
      </Notice>
      {error !== null && <Failure error={error} />}
    </>
  );
}
