import { useQuery, useQueryClient } from '@tanstack/preact-query';
import { useState } from 'preact/hooks';
import { listTeachers, removeTeacher, saveTeacher } from '../../api/courses';
import type { Course, CourseTeacher, TeacherRole } from '../../api/types';
import { useForm, useSubmit } from '../../app/submit';
import { messages } from '../../i18n';
import { formatDate } from '../../i18n/format';
import { Button, Dialog, Failure, Field, Tag } from '../../ui/basics';
import { Loaded } from '../../ui/Loaded';
import { showToast, toastFailure } from '../../ui/toast';
import { isSchoolNumber } from '../people';

/** What the owner may make of a colleague. */
const ROLES: TeacherRole[] = ['teacher', 'assistant'];

const nameOf = (teacher: CourseTeacher): string => teacher.user_full_name ?? teacher.user_school_number;

/** Who teaches the course. Only the owner changes it. */
export function TeachersSection({ course }: { course: Course }) {
  const m = messages();
  const id = course.course_id;
  const isOwner = course.role === 'owner';
  const [adding, setAdding] = useState(false);
  const [removed, setRemoved] = useState<CourseTeacher | null>(null);
  const teachers = useQuery({ queryKey: ['teachers', id], queryFn: ({ signal }) => listTeachers(id, signal) });
  return (
    <section class="card" aria-labelledby="teachers">
      <div class="section-head">
        <h2 id="teachers">{m.teachers.title}</h2>
        {isOwner && (
          <Button icon="plus" onClick={() => setAdding(true)}>
            {m.teachers.add}
          </Button>
        )}
      </div>
      <p class="hint">
        {m.teachers.lead} {!isOwner && m.teachers.readOnly}
      </p>
      <Loaded query={teachers}>
        {(found) => (
          <ul class="rows">
            {found.map((teacher) => (
              <TeacherRow
                key={teacher.user_school_number}
                course={id}
                teacher={teacher}
                mayChange={isOwner && teacher.role !== 'owner'}
                onRemove={() => setRemoved(teacher)}
              />
            ))}
          </ul>
        )}
      </Loaded>
      {adding && <AddTeacherDialog course={id} onClose={() => setAdding(false)} />}
      {removed && <RemoveTeacherDialog course={id} teacher={removed} onClose={() => setRemoved(null)} />}
    </section>
  );
}

interface TeacherRowProps {
  course: string;
  teacher: CourseTeacher;
  mayChange: boolean;
  onRemove(): void;
}

function TeacherRow({ course, teacher, mayChange, onRemove }: TeacherRowProps) {
  const m = messages();
  const client = useQueryClient();
  const name = nameOf(teacher);
  const { submit, busy } = useSubmit((role: TeacherRole) =>
    toastFailure(async () => {
      client.setQueryData(['teachers', course], await saveTeacher(course, teacher.user_school_number, role));
      showToast(m.app.saved);
    }),
  );
  return (
    <li class="teacher-row">
      <span>
        <strong>{name}</strong>{' '}
        {teacher.user_full_name !== null && <span class="muted">{teacher.user_school_number}</span>}
        <span class="muted block">
          {[
            teacher.user_full_name === null && m.teachers.unknown,
            teacher.added_by !== teacher.user_school_number &&
              m.teachers.addedBy(teacher.added_by, formatDate(teacher.added_at)),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </span>
      {mayChange ? (
        <span class="teacher-actions">
          <select
            aria-label={m.teachers.roleOf(name)}
            disabled={busy}
            value={teacher.role}
            onChange={(event) => void submit(event.currentTarget.value as TeacherRole)}
          >
            {ROLES.map((role) => (
              <option key={role} value={role}>
                {m.courses.roles[role]}
              </option>
            ))}
          </select>
          <Button kind="quiet" aria-label={m.teachers.removeName(name)} onClick={onRemove}>
            {m.teachers.remove}
          </Button>
        </span>
      ) : (
        <Tag kind="plain">{m.courses.roles[teacher.role]}</Tag>
      )}
    </li>
  );
}

function AddTeacherDialog({ course, onClose }: { course: string; onClose: () => void }) {
  const m = messages();
  const client = useQueryClient();
  const [typed, setTyped] = useState('');
  const [role, setRole] = useState<TeacherRole>('teacher');
  const number = typed.trim();
  const { busy, error, problems, onSubmit } = useForm(
    () => (isSchoolNumber(number) ? {} : { number: m.roster.numberBad }),
    async () => {
      client.setQueryData(['teachers', course], await saveTeacher(course, number, role));
      showToast(m.teachers.added(number));
      onClose();
    },
  );
  return (
    <Dialog title={m.teachers.addTitle} onClose={onClose}>
      <form onSubmit={onSubmit} noValidate>
        <Field label={m.teachers.number} hint={m.teachers.numberHint} error={problems.number}>
          {(attributes) => (
            <input
              {...attributes}
              name="number"
              autocomplete="off"
              autocapitalize="none"
              spellcheck={false}
              value={typed}
              onInput={(event) => setTyped(event.currentTarget.value)}
            />
          )}
        </Field>
        <fieldset class="switch">
          <legend>{m.teachers.role}</legend>
          {ROLES.map((value) => (
            <label key={value}>
              <input type="radio" name="role" checked={role === value} onChange={() => setRole(value)} />{' '}
              <span>{m.courses.roles[value]}</span>
            </label>
          ))}
        </fieldset>
        {error !== null && <Failure error={error} />}
        <div class="dialog-actions">
          <Button onClick={onClose}>{m.app.cancel}</Button>
          <Button type="submit" kind="main" busy={busy}>
            {m.teachers.add}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

interface RemoveTeacherDialogProps {
  course: string;
  teacher: CourseTeacher;
  onClose(): void;
}

function RemoveTeacherDialog({ course, teacher, onClose }: RemoveTeacherDialogProps) {
  const m = messages();
  const client = useQueryClient();
  const name = nameOf(teacher);
  const { submit, busy, error } = useSubmit(async () => {
    await removeTeacher(course, teacher.user_school_number);
    void client.invalidateQueries({ queryKey: ['teachers', course] });
    showToast(m.teachers.removed(name));
    onClose();
  });
  return (
    <Dialog title={m.teachers.removeTitle(name)} onClose={onClose}>
      <p>{m.teachers.removeText}</p>
      {error !== null && <Failure error={error} />}
      <div class="dialog-actions">
        <Button onClick={onClose}>{m.app.cancel}</Button>
        <Button kind="danger" busy={busy} onClick={() => void submit()}>
          {m.teachers.remove}
        </Button>
      </div>
    </Dialog>
  );
}
