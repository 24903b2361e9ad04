import type { AttendanceRecord, ClassSession, Course, CourseStudent, TermReport, TermStudent } from './api/types';

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

const SUM: TermStudent['sum'] = {
  unit: 'sessions',
  present: 2,
  late: 0,
  late_absences: 0,
  excused: 0,
  excused_attended: 0,
  excused_not_counted: 0,
  absent: 0,
  pending: 0,
  held: 2,
  attended: 2,
  counted: 2,
  not_held: 0,
  before_enrolment: 0,
  after_enrolment: 0,
  planned: 10,
  remaining: 8,
  limit_percent: 70,
  exempt: false,
};

const LESSON: TermReport['lesson'] = {
  lesson_name: 'Calculus',
  planned_sessions: 10,
  hours_per_session: 1,
  kind: 'theory',
  held_sessions: 2,
  last_held_at: null,
  has_class_list: true,
  student_count: 4,
  course_id: 'c1',
};

/** A student who was always there, apart from what is given. */
export const aTermStudent = (number: string, part: Partial<TermStudent> = {}): TermStudent => ({
  user_school_number: number,
  user_full_name: `Student ${number}`,
  enrolled: true,
  cells: ['present', 'present'],
  not_counted: [],
  attended: 2,
  late: 0,
  excused: 0,
  absent: 0,
  not_accepted: 0,
  pending: 0,
  percentage: 100,
  is_below_limit: false,
  hours_attended: 2,
  hours_missed: 0,
  can_still_reach: true,
  may_still_miss: 1,
  missed_in_a_row: 0,
  sum: SUM,
  ...part,
});

/** With so many sessions, each on a day of its own. */
export const aTermReport = (sessions: number, students: TermStudent[]): TermReport => ({
  lesson: LESSON,
  required_percentage: 70,
  sessions: Array.from({ length: sessions }, (_, index) => ({
    attendance_id: `s${index}`,
    start_time: new Date(Date.UTC(2026, 8, 1 + index, 9)).toISOString(),
    end_time: new Date(Date.UTC(2026, 8, 1 + index, 10)).toISOString(),
    hours: 1,
  })),
  students,
});
