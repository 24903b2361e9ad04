import type { CourseStudent } from '../../api/types';
import { fold } from '../roster-state';

/** Students whose name, number or group contains what is searched for. */
export function findStudents(students: CourseStudent[], search: string): CourseStudent[] {
  const wanted = fold(search.trim());
  return students.filter(({ user_full_name, user_school_number, group }) =>
    [user_full_name, user_school_number, group ?? ''].some((text) => fold(text).includes(wanted)),
  );
}
