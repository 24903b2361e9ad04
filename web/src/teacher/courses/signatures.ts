import type { CourseStudent } from '../../api/types';

export const ORDERS = ['number', 'name'] as const;
/** Empty rows for who comes without being on the list. */
export const EXTRA_ROWS = [0, 5, 10] as const;

export interface SheetChoice {
  /** As `2026-11-24`; empty: to be written by hand. */
  day: string;
  time: string;
  order: (typeof ORDERS)[number];
  /** Empty: all groups. */
  group: string;
  extraRows: number;
}

/** Who is to sign: those of the group whose enrolment has the day in it, in the order that was chosen. */
export function signersOf(students: readonly CourseStudent[], { day, group, order }: SheetChoice): CourseStudent[] {
  return students
    .filter((student) => (!group || student.group === group) && (!day || isEnrolledOn(student, day)))
    .sort(order === 'name' ? byName : byNumber);
}

/** The first and the last day belong to the enrolment. Days in this form are in the order of their texts. */
const isEnrolledOn = ({ from, to }: CourseStudent, day: string): boolean =>
  (!from || from <= day) && (!to || day <= to);

const byName = (a: CourseStudent, b: CourseStudent): number =>
  a.user_full_name.localeCompare(b.user_full_name, 'tr') || byNumber(a, b);

/** 9 before 10, whatever stands in front of them. */
const byNumber = (a: CourseStudent, b: CourseStudent): number =>
  a.user_school_number.localeCompare(b.user_school_number, 'tr', { numeric: true });

export const groupsOf = (students: readonly CourseStudent[]): string[] =>
  [...new Set(students.flatMap(({ group }) => group ?? []))].sort((a, b) =>
    a.localeCompare(b, 'tr', { numeric: true }),
  );
