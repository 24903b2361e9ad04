import { useQuery } from '@tanstack/preact-query';
import { useState } from 'preact/hooks';
import { Link } from 'wouter-preact';
import { listCourses } from '../../api/courses';
import { listTerms } from '../../api/teacher';
import type { Course, Term } from '../../api/types';
import { useDraft } from '../../app/draft';
import { messages } from '../../i18n';
import { formatDate } from '../../i18n/format';
import { Button, Empty, Page, Tag } from '../../ui/basics';
import { Icon } from '../../ui/icons';
import { Loaded } from '../../ui/Loaded';
import { TermPicker } from '../../ui/TermPicker';
import { courseHref, titleOf } from './course';
import { NewCourseDialog } from './NewCourseDialog';

export function CoursesPage() {
  const m = messages();
  const [termId, setTermId] = useDraft('courses.term', '');
  const [making, setMaking] = useState(false);
  const terms = useQuery({ queryKey: ['terms'], queryFn: ({ signal }) => listTerms(signal), staleTime: 60_000 });
  const courses = useQuery({
    queryKey: ['courses', termId],
    queryFn: ({ signal }) => listCourses(termId, signal),
  });
  const term = terms.data?.find(({ term_id, is_current }) => (termId ? term_id === termId : is_current));
  return (
    <Page
      title={m.courses.title}
      actions={
        <Button kind="main" icon="plus" onClick={() => setMaking(true)}>
          {m.courses.new}
        </Button>
      }
    >
      <TermPicker terms={terms.data ?? []} chosen={termId} onChoose={setTermId} />
      <section class="card" aria-label={m.courses.title}>
        <Loaded query={courses}>{(found) => <CourseList courses={found} term={term} />}</Loaded>
      </section>
      {making && <NewCourseDialog term={term} onClose={() => setMaking(false)} />}
    </Page>
  );
}

function CourseList({ courses, term }: { courses: Course[]; term: Term | undefined }) {
  const m = messages();
  if (courses.length === 0) {
    return <Empty>{term?.is_current === false ? m.courses.emptyPast : m.courses.empty}</Empty>;
  }
  return (
    <ul class="rows">
      {courses.map((course) => (
        <li key={course.course_id}>
          <Link class="row-link" href={courseHref(course.course_id)}>
            <span>
              <strong>{titleOf(course)}</strong>{' '}
              {course.role !== 'owner' && <Tag kind="plain">{m.courses.roles[course.role]}</Tag>}
              <span class="muted block">{factsOf(course).filter(Boolean).join(' · ')}</span>
            </span>
            <Icon name="right" />
          </Link>
        </li>
      ))}
    </ul>
  );
}

function factsOf(course: Course): (string | null)[] {
  const m = messages().courses;
  return [
    course.code,
    m[course.kind],
    course.has_class_list ? m.students(course.students) : m.seen(course.students),
    m.held(course.sessions_held),
    course.last_held_at && m.lastHeld(formatDate(course.last_held_at)),
  ];
}
