import { useQuery } from '@tanstack/preact-query';
import { listTeachers } from '../../api/courses';

/** Who teaches a course, the owner first; assistants stand on no sheet. */
export function useTeacherNames(course: string): string {
  const teachers = useQuery({ queryKey: ['teachers', course], queryFn: ({ signal }) => listTeachers(course, signal) });
  return (teachers.data ?? [])
    .filter(({ role }) => role !== 'assistant')
    .map(({ user_full_name, user_school_number }) => user_full_name ?? user_school_number)
    .join(', ');
}
