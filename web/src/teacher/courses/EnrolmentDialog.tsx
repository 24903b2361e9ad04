import { useQueryClient } from '@tanstack/preact-query';
import { useState } from 'preact/hooks';
import { enrol, removeStudent } from '../../api/courses';
import type { CourseStudent } from '../../api/types';
import { type Problems, useForm, useSubmit } from '../../app/submit';
import { messages } from '../../i18n';
import { Button, Dialog, Failure, Field, Notice } from '../../ui/basics';
import { showToast } from '../../ui/toast';
import { isSchoolNumber } from '../people';
import type { OfferUndo } from './class-list/useListChange';
import { forget } from './course';

interface EnrolmentDialogProps {
  course: string;
  /** Null: somebody new. */
  student: CourseStudent | null;
  /** Whether the course has no class list, which this student would then begin. */
  makesList: boolean;
  offerUndo: OfferUndo;
  onClose(): void;
}

interface Draft {
  number: string;
  name: string;
  group: string;
  from: string;
  to: string;
  exempt: boolean;
  reason: string;
}

const draftOf = (student: CourseStudent | null): Draft => ({
  number: student?.user_school_number ?? '',
  name: student?.user_full_name ?? '',
  group: student?.group ?? '',
  from: student?.from ?? '',
  to: student?.to ?? '',
  exempt: student?.exempt ?? false,
  reason: student?.exempt_reason ?? '',
});

/** Enrols a student, changes an enrolment, or takes the student off the class list. */
export function EnrolmentDialog({ course, student, makesList, offerUndo, onClose }: EnrolmentDialogProps) {
  const m = messages();
  const client = useQueryClient();
  const [draft, setDraft] = useState(() => draftOf(student));
  const [removing, setRemoving] = useState(false);
  const change = (part: Partial<Draft>): void => setDraft({ ...draft, ...part });
  const number = draft.number.trim();
  const name = draft.name.trim();
  const reason = draft.reason.trim();

  const validate = (): Problems<'number' | 'to' | 'reason'> => ({
    ...(isSchoolNumber(number) ? {} : { number: m.roster.numberBad }),
    ...(draft.from && draft.to && draft.to < draft.from ? { to: m.students.badDays } : {}),
    ...(draft.exempt && !reason ? { reason: m.students.exemptReasonMissing } : {}),
  });
  const { busy, error, problems, onSubmit } = useForm(validate, async () => {
    const students = await enrol(course, number, {
      ...(name && !student ? { student_full_name: name } : {}),
      group: draft.group.trim() || null,
      from: draft.from || null,
      to: draft.to || null,
      exempt: draft.exempt,
      ...(draft.exempt ? { exempt_reason: reason } : {}),
    });
    finish(students, m.students.enrolled(name || number));
  });

  const show = (students: CourseStudent[]): void => {
    client.setQueryData(['students', course], students);
    forget(client, course);
  };
  const finish = (students: CourseStudent[], message: string): void => {
    show(students);
    offerUndo(null);
    showToast(message);
    onClose();
  };
  const finishRemoval = (students: CourseStudent[], removed: CourseStudent): void => {
    show(students);
    offerUndo({
      text: m.students.removed(removed.user_full_name),
      run: async () => show(await enrol(course, removed.user_school_number, enrolmentOf(removed))),
    });
    onClose();
  };

  if (removing && student) {
    return (
      <RemoveDialog course={course} student={student} onRemoved={finishRemoval} onClose={() => setRemoving(false)} />
    );
  }
  return (
    <Dialog title={student ? m.students.editTitle(name) : m.students.enrolTitle} onClose={onClose}>
      <form onSubmit={onSubmit} noValidate>
        {makesList && (
          <Notice kind="warn">
            <p>{m.students.makesList}</p>
          </Notice>
        )}
        {!student && (
          <>
            <Field label={m.roster.number} error={problems.number}>
              {(attributes) => (
                <input
                  {...attributes}
                  name="number"
                  autocomplete="off"
                  autocapitalize="none"
                  spellcheck={false}
                  value={draft.number}
                  onInput={(event) => change({ number: event.currentTarget.value })}
                />
              )}
            </Field>
            <Field label={m.roster.name} hint={m.students.nameHint} optional>
              {(attributes) => (
                <input
                  {...attributes}
                  name="name"
                  autocomplete="off"
                  maxLength={200}
                  value={draft.name}
                  onInput={(event) => change({ name: event.currentTarget.value })}
                />
              )}
            </Field>
          </>
        )}
        <Field label={m.students.group} optional>
          {(attributes) => (
            <input
              {...attributes}
              name="group"
              class="short"
              maxLength={50}
              autocomplete="off"
              value={draft.group}
              onInput={(event) => change({ group: event.currentTarget.value })}
            />
          )}
        </Field>
        <div class="pair">
          <Field label={m.students.from} hint={m.students.fromHint} optional>
            {(attributes) => (
              <input
                {...attributes}
                name="from"
                type="date"
                value={draft.from}
                onInput={(event) => change({ from: event.currentTarget.value })}
              />
            )}
          </Field>
          <Field label={m.students.to} hint={m.students.toHint} error={problems.to} optional>
            {(attributes) => (
              <input
                {...attributes}
                name="to"
                type="date"
                value={draft.to}
                onInput={(event) => change({ to: event.currentTarget.value })}
              />
            )}
          </Field>
        </div>
        <label class="choice">
          <input
            type="checkbox"
            name="exempt"
            checked={draft.exempt}
            onChange={(event) => change({ exempt: event.currentTarget.checked })}
          />
          <span>
            <strong>{m.students.exempt}</strong> <span class="muted block">{m.students.exemptHint}</span>
          </span>
        </label>
        {draft.exempt && (
          <Field label={m.students.exemptReason} error={problems.reason}>
            {(attributes) => (
              <input
                {...attributes}
                name="reason"
                maxLength={500}
                value={draft.reason}
                onInput={(event) => change({ reason: event.currentTarget.value })}
              />
            )}
          </Field>
        )}
        {error !== null && <Failure error={error} />}
        <div class="dialog-actions">
          {student?.enrolled && (
            <Button kind="danger" onClick={() => setRemoving(true)}>
              {m.students.remove}
            </Button>
          )}
          <Button onClick={onClose}>{m.app.cancel}</Button>
          <Button type="submit" kind="main" busy={busy}>
            {student ? m.app.save : m.students.enrol}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** What puts the student back as before. */
const enrolmentOf = ({ group, from, to, exempt, exempt_reason, ...student }: CourseStudent) => ({
  student_full_name: student.listed_full_name ?? student.user_full_name,
  group,
  from,
  to,
  exempt,
  ...(exempt_reason ? { exempt_reason } : {}),
});

interface RemoveDialogProps {
  course: string;
  student: CourseStudent;
  onRemoved(students: CourseStudent[], removed: CourseStudent): void;
  onClose(): void;
}

function RemoveDialog({ course, student, onRemoved, onClose }: RemoveDialogProps) {
  const m = messages();
  const name = student.user_full_name;
  const { submit, busy, error } = useSubmit(async () => {
    onRemoved(await removeStudent(course, student.user_school_number), student);
  });
  return (
    <Dialog title={m.students.removeTitle(name)} onClose={onClose}>
      <p>{m.students.removeText}</p>
      {error !== null && <Failure error={error} />}
      <div class="dialog-actions">
        <Button onClick={onClose}>{m.app.cancel}</Button>
        <Button kind="danger" busy={busy} onClick={() => void submit()}>
          {m.students.remove}
        </Button>
      </div>
    </Dialog>
  );
}
