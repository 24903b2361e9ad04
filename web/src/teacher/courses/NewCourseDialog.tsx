import { useQueryClient } from '@tanstack/preact-query';
import { useLocation } from 'wouter-preact';
import { createCourse } from '../../api/courses';
import type { CourseKind, Term } from '../../api/types';
import { useDraft } from '../../app/draft';
import { useForm } from '../../app/submit';
import { messages } from '../../i18n';
import { Button, Dialog, Failure, Field } from '../../ui/basics';
import { showToast } from '../../ui/toast';
import { courseHref } from './course';

interface NewCourseDialogProps {
  /** Undefined while the terms are not known: the server takes the current one. */
  term: Term | undefined;
  onClose(): void;
}

const KINDS: CourseKind[] = ['theory', 'practice'];
const empty = { name: '', code: '', section: '', kind: 'theory' as CourseKind };

export function NewCourseDialog({ term, onClose }: NewCourseDialogProps) {
  const m = messages();
  const client = useQueryClient();
  const [, navigate] = useLocation();
  const [draft, setDraft, deleteDraft] = useDraft('new-course', empty);
  const name = draft.name.trim();
  const { busy, error, problems, onSubmit } = useForm(
    () => (name ? {} : { name: m.courses.nameMissing }),
    async () => {
      const course = await createCourse({
        name,
        kind: draft.kind,
        ...(draft.code.trim() ? { code: draft.code.trim() } : {}),
        ...(draft.section.trim() ? { section: draft.section.trim() } : {}),
        ...(term ? { term_id: term.term_id } : {}),
      });
      client.setQueryData(['course', course.course_id], course);
      for (const key of ['courses', 'lessons']) void client.invalidateQueries({ queryKey: [key] });
      showToast(m.courses.made(course.name));
      deleteDraft();
      navigate(courseHref(course.course_id));
    },
  );
  const texts = [
    { name: 'code', label: m.courses.code, hint: m.courses.codeHint },
    { name: 'section', label: m.courses.section, hint: m.courses.sectionHint },
  ] as const;

  return (
    <Dialog title={m.courses.newTitle} onClose={onClose}>
      <form onSubmit={onSubmit} noValidate>
        {term && <p class="hint">{m.courses.inTerm(term.name)}</p>}
        <Field label={m.courses.name} error={problems.name}>
          {(attributes) => (
            <input
              {...attributes}
              name="name"
              maxLength={200}
              autocomplete="off"
              value={draft.name}
              onInput={(event) => setDraft({ ...draft, name: event.currentTarget.value })}
            />
          )}
        </Field>
        {texts.map((text) => (
          <Field key={text.name} label={text.label} hint={text.hint} optional>
            {(attributes) => (
              <input
                {...attributes}
                name={text.name}
                maxLength={50}
                autocomplete="off"
                value={draft[text.name]}
                onInput={(event) => setDraft({ ...draft, [text.name]: event.currentTarget.value })}
              />
            )}
          </Field>
        ))}
        <fieldset class="switch">
          <legend>{m.courses.kind}</legend>
          {KINDS.map((kind) => (
            <label key={kind}>
              <input
                type="radio"
                name="kind"
                checked={draft.kind === kind}
                onChange={() => setDraft({ ...draft, kind })}
              />{' '}
              <span>{m.courses[kind]}</span>
            </label>
          ))}
        </fieldset>
        {error !== null && <Failure error={error} />}
        <div class="dialog-actions">
          <Button onClick={onClose}>{m.app.cancel}</Button>
          <Button type="submit" kind="main" busy={busy}>
            {m.courses.make}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
