import type { AttendanceRecord, ClassSession, Course, CourseStudent } from './api/types';

/** The record of a student who is present, apart from what is given. */
export const aRecord = (number: string, part: Partial<AttendanceRecord> = {}): AttendanceRecord => ({
  attendance_id: 's1',
  is_attended: true,
  attendance_time: '2026-11-24T09:01:30.000Z',
  fail_reason: null,
  student: { user_school_number: number, user_full_name: `Student ${number}`, role: 'Student' },
  decided_by: 'system',
  late: false,
  excused: false,
  note: null,
  attempts: 1,
  updated_at: '2026-11-24T09:01:30.000Z',
  status: 'present',
  reason_code: null,
  may_retry: false,
  refused_face_checks: 0,
  flags: [],
  is_deleted: false,
  version: 2,
  enrolled: null,
  ...part,
});

/** The record of a student who may try again, because the machine did not accept them. */
export const aFailure = (
  number: string,
  reason_code: NonNullable<AttendanceRecord['reason_code']>,
  part: Partial<AttendanceRecord> = {},
): AttendanceRecord =>
  aRecord(number, {
    is_attended: false,
    attendance_time: null,
    status: 'not_accepted',
    reason_code,
    fail_reason: reason_code.toUpperCase(),
    may_retry: true,
    ...part,
  });

/** The record of a student whom the teacher rejected. */
export const aRejection = (number: string, reason: string): AttendanceRecord =>
  aRecord(number, {
    is_attended: false,
    attendance_time: null,
    status: 'not_accepted',
    fail_reason: reason,
    decided_by: 'teacher',
  });

export const aSession = (part: Partial<ClassSession> = {}): ClassSession => ({
  attendance_id: 's1',
  teacher_school_number: 't1',
  teacher_full_name: 'Teacher',
  lesson_name: 'Calculus',
  course_id: 'c1',
  start_time: '2026-11-24T09:00:00.000Z',
  end_time: '2026-11-24T09:30:00.000Z',
  security_option: 1,
  late_after_minutes: null,
  require_code: false,
  is_live: true,
  status: 'live',
  hours: null,
  cancelled_at: null,
  cancel_reason: null,
  ...part,
});

export const aCourse = (part: Partial<Course> = {}): Course => ({
  course_id: 'c1',
  term: { term_id: 't1', name: 'Autumn', first_day: '2026-09-01', last_day: '2027-01-31', is_current: true },
  name: 'Calculus',
  code: null,
  section: null,
  kind: 'theory',
  role: 'owner',
  students: 1,
  has_class_list: true,
  sessions_held: 0,
  last_held_at: null,
  ...part,
});

export const anEnrolled = (number: string, part: Partial<CourseStudent> = {}): CourseStudent => ({
  user_school_number: number,
  user_full_name: `Student ${number}`,
  listed_full_name: `Student ${number}`,
  enrolled: true,
  group: null,
  from: null,
  to: null,
  exempt: false,
  exempt_reason: null,
  similar_numbers: [],
  ...part,
});
