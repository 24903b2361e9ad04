import { useQuery } from '@tanstack/preact-query';
import { useState } from 'preact/hooks';
import { Link, useLocation } from 'wouter-preact';
import { listLessons } from '../api/teacher';
import type { Lesson } from '../api/types';
import { messages } from '../i18n';
import { formatDate } from '../i18n/format';
import { Button, Empty, Field, Page } from '../ui/basics';
import { Icon } from '../ui/icons';
import { Loaded } from '../ui/Loaded';

// Encoded twice, because the router decodes the address once before it matches it.
const lessonHref = (name: string): string => `/teacher/lessons/${encodeURIComponent(encodeURIComponent(name))}`;

export function LessonsPage() {
  const m = messages();
  const lessons = useQuery({ queryKey: ['lessons'], queryFn: ({ signal }) => listLessons(signal) });
  return (
    <Page title={m.lessons.title}>
      <section class="card" aria-label={m.lessons.title}>
        <Loaded query={lessons}>{(found) => <LessonList lessons={found} />}</Loaded>
      </section>
      <PrepareForm />
    </Page>
  );
}

function LessonList({ lessons }: { lessons: Lesson[] }) {
  const m = messages();
  if (lessons.length === 0) return <Empty>{m.lessons.empty}</Empty>;
  return (
    <ul class="rows">
      {lessons.map((lesson) => (
        <li key={lesson.lesson_name}>
          <Link class="row-link" href={lessonHref(lesson.lesson_name)}>
            <span>
              <strong>{lesson.lesson_name}</strong>{' '}
              <span class="muted block">{factsOf(lesson).filter(Boolean).join(' · ')}</span>
            </span>
            <Icon name="right" />
          </Link>
        </li>
      ))}
    </ul>
  );
}

function factsOf(lesson: Lesson): (string | null)[] {
  const m = messages().lessons;
  return [
    lesson.planned_sessions === null
      ? m.held(lesson.held_sessions)
      : m.heldOf(lesson.held_sessions, lesson.planned_sessions),
    lesson.has_class_list ? m.students(lesson.student_count) : m.noList,
    lesson.last_held_at && m.lastHeld(formatDate(lesson.last_held_at)),
  ];
}

/** Opens the page of a lesson that was not held yet. */
function PrepareForm() {
  const m = messages();
  const [, navigate] = useLocation();
  const [name, setName] = useState('');
  const onSubmit = (event: Event): void => {
    event.preventDefault();
    if (name.trim()) navigate(lessonHref(name.trim()));
  };
  return (
    <form class="card" onSubmit={onSubmit}>
      <Field label={m.lessons.newLesson} hint={m.lessons.newLessonHint}>
        {(attributes) => (
          <div class="with-button">
            <input
              {...attributes}
              maxLength={200}
              value={name}
              onInput={(event) => setName(event.currentTarget.value)}
            />
            <Button type="submit" disabled={!name.trim()}>
              {m.lessons.go}
            </Button>
          </div>
        )}
      </Field>
    </form>
  );
}
