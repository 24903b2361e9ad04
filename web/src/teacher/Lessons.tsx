import { useQuery } from '@tanstack/preact-query';
import { useState } from 'preact/hooks';
import { Link, useLocation } from 'wouter-preact';
import { listLessons } from '../api/teacher';
import type { Lesson } from '../api/types';
import { isMissing } from '../app/queries';
import { useMessages } from '../i18n';
import { formatDate } from '../i18n/format';
import { Button, Empty, Failure, Field, Loading, Notice, Page } from '../ui/basics';
import { Icon } from '../ui/icons';

export const lessonHref = (name: string): string => `/teacher/lessons/${encodeURIComponent(encodeURIComponent(name))}`;

export function Lessons() {
  const m = useMessages();
  const [, go] = useLocation();
  const [name, setName] = useState('');
  const lessons = useQuery({ queryKey: ['lessons'], queryFn: ({ signal }) => listLessons(signal) });
  const open = (event: Event): void => {
    event.preventDefault();
    if (name.trim()) go(lessonHref(name.trim()));
  };
  return (
    <Page title={m.lessons.title}>
      <section class="card" aria-label={m.lessons.title}>
        {lessons.isPending ? (
          <Loading />
        ) : isMissing(lessons.error) ? (
          <Notice>
            <p>{m.errors.missingRoute}</p>
          </Notice>
        ) : lessons.error ? (
          <Failure error={lessons.error} retry={() => void lessons.refetch()} />
        ) : lessons.data.length === 0 ? (
          <Empty>{m.lessons.empty}</Empty>
        ) : (
          <ul class="rows">
            {lessons.data.map((lesson) => (
              <LessonRow key={lesson.lesson_name} lesson={lesson} />
            ))}
          </ul>
        )}
      </section>
      <form class="card" onSubmit={open}>
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
    </Page>
  );
}

function LessonRow({ lesson }: { lesson: Lesson }) {
  const m = useMessages();
  const facts = [
    lesson.planned_sessions === null
      ? m.lessons.held(lesson.held_sessions)
      : m.lessons.heldOf(lesson.held_sessions, lesson.planned_sessions),
    lesson.has_class_list ? m.lessons.students(lesson.student_count) : m.lessons.noList,
    lesson.last_held_at && m.lessons.lastHeld(formatDate(lesson.last_held_at)),
  ];
  return (
    <li>
      <Link class="row-link" href={lessonHref(lesson.lesson_name)}>
        <span>
          <strong>{lesson.lesson_name}</strong> <span class="muted block">{facts.filter(Boolean).join(' · ')}</span>
        </span>
        <Icon name="right" />
      </Link>
    </li>
  );
}
