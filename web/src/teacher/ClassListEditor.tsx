import { useQuery, useQueryClient } from '@tanstack/preact-query';
import { useMemo, useState } from 'preact/hooks';
import * as api from '../api/teacher';
import type { ClassStudent } from '../api/types';
import { useDraft } from '../app/draft';
import { isMissing } from '../app/queries';
import { useMessages } from '../i18n';
import { Button, Dialog, Empty, Failure, Field, Loading, Notice } from '../ui/basics';
import { say } from '../ui/toast';
import { parseClassList } from './class-list';

const PREVIEWED = 5;

export function ClassListEditor({ name }: { name: string }) {
  const m = useMessages();
  const client = useQueryClient();
  const [text, setText, forget] = useDraft(`list.${name}`, '');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [removing, setRemoving] = useState(false);
  const list = useQuery({
    queryKey: ['students', name],
    queryFn: ({ signal }) => api.listStudents(name, signal),
    retry: 1,
  });
  const parsed = useMemo(() => parseClassList(text), [text]);

  const save = async (students: ClassStudent[]): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      const saved = await api.saveStudents(name, students);
      client.setQueryData(['students', name], saved);
      for (const key of ['lesson', 'term']) void client.invalidateQueries({ queryKey: [key, name] });
      void client.invalidateQueries({ queryKey: ['lessons'] });
      say(students.length ? m.lessons.listSaved(saved.students.length) : m.lessons.listRemoved);
      if (students.length) forget();
    } catch (refusal) {
      setError(refusal);
    }
    setBusy(false);
  };

  return (
    <section class="card" aria-labelledby="class-list">
      <h2 id="class-list">{m.lessons.classList}</h2>
      {list.isPending ? (
        <Loading />
      ) : list.data?.has_class_list ? (
        <details class="fold">
          <summary>{m.lessons.students(list.data.students.length)}</summary>
          <ul class="names">
            {list.data.students.map((student) => (
              <li key={student.student_school_number}>
                {student.student_full_name} <span class="muted">{student.student_school_number}</span>
              </li>
            ))}
          </ul>
          <Button kind="danger" onClick={() => setRemoving(true)}>
            {m.lessons.removeList}
          </Button>
        </details>
      ) : (
        <Empty>{m.lessons.classListNone}</Empty>
      )}
      <Field
        label={m.lessons.paste}
        hint={m.lessons.classListHint}
        error={parsed.badLines.length ? m.lessons.badLines(parsed.badLines.slice(0, 10).join(', ')) : null}
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
      {parsed.students.length > 0 && (
        <div class="preview" aria-live="polite">
          <p>
            <strong>{m.lessons.preview(parsed.students.length)}</strong>
          </p>
          <ul class="names">
            {parsed.students.slice(0, PREVIEWED).map((student) => (
              <li key={student.student_school_number}>
                {student.student_full_name} <span class="muted">{student.student_school_number}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
      {error !== null &&
        (isMissing(error) ? (
          <Notice>
            <p>{m.errors.missingRoute}</p>
          </Notice>
        ) : (
          <Failure error={error} />
        ))}
      <Button
        kind="main"
        busy={busy}
        disabled={!parsed.students.length || parsed.badLines.length > 0}
        onClick={() => void save(parsed.students)}
      >
        {m.lessons.replace}
      </Button>
      {removing && (
        <Dialog title={m.lessons.removeTitle} onClose={() => setRemoving(false)}>
          <p>{m.lessons.removeText}</p>
          <div class="dialog-actions">
            <Button onClick={() => setRemoving(false)}>{m.app.cancel}</Button>
            <Button
              kind="danger"
              onClick={() => {
                setRemoving(false);
                void save([]);
              }}
            >
              {m.lessons.removeList}
            </Button>
          </div>
        </Dialog>
      )}
    </section>
  );
}
