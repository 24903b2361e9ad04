import type { QueryClient } from '@tanstack/preact-query';
import type { Course } from '../../api/types';
import { messages } from '../../i18n';

export const SECTIONS = ['students', 'sessions', 'report', 'rules', 'teachers', 'timetable'] as const;
export type Section = (typeof SECTIONS)[number];

export const courseHref = (id: string, section?: Section): string =>
  section ? `/teacher/courses/${id}/${section}` : `/teacher/courses/${id}`;

export const signaturesHref = (id: string): string => `${courseHref(id)}/signatures`;

/** The name, with the section where courses of one name are kept apart by it. */
export const titleOf = ({ name, section }: Pick<Course, 'name' | 'section'>): string =>
  section ? `${name} · ${messages().courses.sectionName(section)}` : name;

/** After a change of its students or rules: what the course says of itself, and its report, are old. */
export function forget(client: QueryClient, id: string): void {
  for (const key of ['course', 'term']) {
    void client.invalidateQueries({ queryKey: [key, id] });
  }
  for (const key of ['courses', 'lessons']) void client.invalidateQueries({ queryKey: [key] });
}
