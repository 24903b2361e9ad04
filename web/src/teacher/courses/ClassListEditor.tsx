import { useQueryClient } from '@tanstack/preact-query';
import { useMemo, useState } from 'preact/hooks';
import { saveStudents } from '../../api/courses';
import type { ListedStudent } from '../../api/types';
import { useDraft } from '../../app/draft';
import { useSubmit } from '../../app/submit';
import { messages } from '../../i18n';
import { Button, Dialog, Failure, Field } from '../../ui/basics';
import { showToast } from '../../ui/toast';
import { parseClassList } from '../class-list';
import { forget } from './course';

const PREVIEW_LENGTH = 5;
const MAX_LINES_NAMED = 10;

/** Replaces the class list with one that is pasted, or removes it. */
export function ClassListEditor({ course, hasClassList }: { course: string; hasClassList: boolean }) {
  const m = messages();
  const client = useQueryClient();
  const [text, setText, deleteDraft] = useDraft(`list.${course}`, '');
  const [removing, setRemoving] = useState(false);
  const { students, badLines } = useMemo(() => parseClassList(text), [text]);

  const { submit, busy, error } = useSubmit(async (replacement: ListedStudent[]) => {
    const saved = await saveStudents(course, replacement);
    client.setQueryData(['students', course], saved);
    forget(client, course);
    showToast(replacement.length ? m.students.listSaved(saved.length) : m.students.listRemoved);
    if (replacement.length) deleteDraft();
  });

  return (
    <section class="card" aria-labelledby="class-list">
      <h2 id="class-list">{m.students.classList}</h2>
      <Field
        label={m.students.paste}
        hint={m.students.classListHint}
        error={badLines.length ? m.students.badLines(badLines.slice(0, MAX_LINES_NAMED).join(', ')) : null}
      >
        {(attributes) => (
          <textarea
            {...attributes}
            rows={6}
            spellcheck={false}
            value={text}
            placeholder={'20201234\tAyşe Yılmaz'}
            onInput={(event) => setText(event.currentTarget.value)}
          />
        )}
      </Field>
      {students.length > 0 && (
        <div class="preview" aria-live="polite">
          <p>
            <strong>{m.students.preview(students.length)}</strong>
          </p>
          <StudentList students={students.slice(0, PREVIEW_LENGTH)} />
        </div>
      )}
      {error !== null && <Failure error={error} />}
      <Button
        kind="main"
        busy={busy}
        disabled={students.length === 0 || badLines.length > 0}
        onClick={() => void submit(students)}
      >
        {m.students.replace}
      </Button>
      {hasClassList && (
        <Button kind="danger" onClick={() => setRemoving(true)}>
          {m.students.removeList}
        </Button>
      )}
      {removing && (
        <RemoveDialog
          onClose={() => setRemoving(false)}
          onConfirm={() => {
            setRemoving(false);
            void submit([]);
          }}
        />
      )}
    </section>
  );
}

function StudentList({ students }: { students: ListedStudent[] }) {
  return (
    <ul class="names">
      {students.map((student) => (
        <li key={student.student_school_number}>
          {student.student_full_name} <span class="muted">{student.student_school_number}</span>
        </li>
      ))}
    </ul>
  );
}

function RemoveDialog({ onClose, onConfirm }: { onClose: () => void; onConfirm: () => void }) {
  const m = messages();
  return (
    <Dialog title={m.students.removeListTitle} onClose={onClose}>
      <p>{m.students.removeListText}</p>
      <div class="dialog-actions">
        <Button onClick={onClose}>{m.app.cancel}</Button>
        <Button kind="danger" onClick={onConfirm}>
          {m.students.removeList}
        </Button>
      </div>
    </Dialog>
  );
}
