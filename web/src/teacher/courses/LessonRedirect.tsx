import { useQuery } from '@tanstack/preact-query';
import { Link, Redirect } from 'wouter-preact';
import { isNotFound } from '../../api/http';
import { listLessons, readLesson } from '../../api/teacher';
import { messages } from '../../i18n';
import { Failure, Loading, Page } from '../../ui/basics';
import { courseHref } from './course';

/** The address that a lesson had before it became a course: it leads to the course of this name. */
export function LessonRedirect({ name }: { name: string }) {
  const m = messages();
  const course = useQuery({ queryKey: ['lesson', name], queryFn: ({ signal }) => findCourse(name, signal) });
  if (course.data) return <Redirect to={courseHref(course.data)} replace />;
  if (course.isPending) return <Loading />;
  return (
    <Page title={isNotFound(course.error) ? m.courses.moved : name}>
      {isNotFound(course.error) ? (
        <p>{m.courses.movedHint}</p>
      ) : (
        <Failure error={course.error} retry={() => void course.refetch()} />
      )}
      <p>
        <Link class="button main" href="/teacher/courses">
          {m.courses.toCourses}
        </Link>
      </p>
    </Page>
  );
}

async function findCourse(name: string, signal: AbortSignal): Promise<string> {
  // From the list, because no address leads to a lesson whose name is a dot.
  const listed = (await listLessons(signal)).find((lesson) => lesson.lesson_name === name);
  return (listed ?? (await readLesson(name, signal))).course_id;
}
