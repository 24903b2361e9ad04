import { useQuery } from '@tanstack/preact-query';
import type { ComponentType } from 'preact';
import { readCourse } from '../../api/courses';
import type { Course } from '../../api/types';
import { NotFound } from '../../app/NotFound';
import { messages } from '../../i18n';
import { Failure, Loading, Page } from '../../ui/basics';
import { Sections } from '../../ui/Sections';
import { courseHref, SECTIONS, type Section, titleOf } from './course';
import { PolicySection } from './PolicySection';
import { SessionsSection } from './SessionsSection';
import { StudentsSection } from './StudentsSection';
import { TeachersSection } from './TeachersSection';
import { TermReportSection } from './TermReportSection';
import { TimetableSection } from './TimetableSection';

const parts: Record<Section, ComponentType<{ course: Course }>> = {
  students: StudentsSection,
  sessions: SessionsSection,
  report: TermReportSection,
  rules: PolicySection,
  teachers: TeachersSection,
  timetable: TimetableSection,
};

export function CoursePage({ id, section }: { id: string; section: string }) {
  const m = messages();
  const course = useQuery({ queryKey: ['course', id], queryFn: ({ signal }) => readCourse(id, signal) });
  if (!isSection(section)) return <NotFound />;
  if (!course.data) {
    return (
      <Page title={m.courses.title}>
        {course.error ? <Failure error={course.error} retry={() => void course.refetch()} /> : <Loading />}
      </Page>
    );
  }
  const Part = parts[section];
  return (
    <Page key={id} title={titleOf(course.data)} lead={leadOf(course.data)} wide>
      <Sections
        label={m.courses.sections}
        current={section}
        items={SECTIONS.map((name) => ({ name, label: m.courses.tabs[name], href: courseHref(id, name) }))}
      />
      <Part course={course.data} />
    </Page>
  );
}

const isSection = (name: string): name is Section => (SECTIONS as readonly string[]).includes(name);

function leadOf({ code, term, kind, role }: Course): string {
  const m = messages().courses;
  return [code, term.name, m[kind], m.roles[role]].filter(Boolean).join(' · ');
}
