import { useQuery, useQueryClient } from '@tanstack/preact-query';
import { useMemo, useState } from 'preact/hooks';
import { listStudents, saveStudents } from '../api/teacher';
import type { ListedStudent } from '../api/types';
import { useDraft } from '../app/draft';
import { useSubmit } from '../app/submit';
import { messages } from '../i18n';
import { Button, Dialog, Empty, Failure, Field, Loading } from '../ui/basics';
import { showToast } from '../ui/toast';
import { parseClassList } from './class-list';

const PREVIEW_LENGTH = 5;
const MAX_LINES_NAMED = 10;

export function ClassListEditor({ lesson }: { lesson: string }) {
  const m = messages();
  const client = useQueryClient();
  const [text, setText, deleteDraft] = useDraft(`list.${lesson}`, '');
  const [removing, setRemoving] = useState(false);
  const list = useQuery({
    queryKey: ['students', lesson],
    queryFn: ({ signal }) => listStudents(lesson, signal),
    retry: 1,
  });
  const { students, badLines } = useMemo(() => parseClassList(text), [text]);

  const { submit, busy, error } = useSubmit(async (replacement: ListedStudent[]) => {
    const saved = await saveStudents(lesson, replacement);
    client.setQueryData(['students', lesson], saved);
    for (const key of ['lesson', 'term']) void client.invalidateQueries({ queryKey: [key, lesson] });
    void client.invalidateQueries({ queryKey: ['lessons'] });
    showToast(replacement.length ? m.lessons.listSaved(saved.students.length) : m.lessons.listRemoved);
    if (replacement.length) deleteDraft();
  });

  return (
    <section class="card" aria-labelledby="class-list">
      <h2 id="class-list">{m.lessons.classList}</h2>
      {list.isPending && <Loading />}
      {list.data?.has_class_list && (
        <details class="fold">
          <summary>{m.lessons.students(list.data.students.length)}</summary>
          <StudentList students={list.data.students} />
          <Button kind="danger" onClick={() => setRemoving(true)}>
            {m.lessons.removeList}
          </Button>
        </details>
      )}
      {!list.isPending && !list.data?.has_class_list && <Empty>{m.lessons.classListNone}</Empty>}
      <Field
        label={m.lessons.paste}
        hint={m.lessons.classListHint}
        error={badLines.length ? m.lessons.badLines(badLines.slice(0, MAX_LINES_NAMED).join(', ')) : null}
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
            <strong>{m.lessons.preview(students.length)}</strong>
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
        {m.lessons.replace}
      </Button>
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
    <Dialog title={m.lessons.removeTitle} onClose={onClose}>
      <p>{m.lessons.removeText}</p>
      <div class="dialog-actions">
        <Button onClick={onClose}>{m.app.cancel}</Button>
        <Button kind="danger" onClick={onConfirm}>
          {m.lessons.removeList}
        </Button>
      </div>
    </Dialog>
  );
}
