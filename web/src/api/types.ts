/** What travels over HTTP, named as on the wire. */

export type Role = 'Teacher' | 'Student';
export type SecurityOption = 1 | 2 | 3 | 4;
export type Status = 'present' | 'late' | 'excused' | 'absent' | 'pending';
export type LessonKind = 'theory' | 'practice';

export interface User {
  user_school_number: string;
  user_full_name: string;
  role: Role;
}

export interface Token {
  access_token: string;
  token_type: string;
}

export interface ScheduledLesson {
  lesson_name: string;
  teacher_name: string;
  start_time: string;
  end_time: string;
}

export interface LoginAnswer {
  token: Token;
  user: User;
  schedule: ScheduledLesson[] | null;
}

export interface Session {
  attendance_id: string;
  teacher_school_number: string;
  teacher_full_name: string;
  lesson_name: string;
  start_time: string;
  end_time: string;
  security_option: SecurityOption;
  late_after_minutes: number | null;
  require_code: boolean;
  is_live: boolean;
}

export interface AttendanceRecord {
  attendance_id: string;
  is_attended: boolean;
  attendance_time: string | null;
  fail_reason: string | null;
  student: User;
  decided_by: 'system' | 'teacher';
  late: boolean;
  excused: boolean;
  note: string | null;
  attempts: number;
  updated_at: string;
}

export interface AbsentStudent {
  user_school_number: string;
  user_full_name: string;
  fail_reason: string | null;
  excused: boolean;
}

export interface Summary {
  attendance_id: string;
  lesson_name: string;
  is_live: boolean;
  has_class_list: boolean;
  expected: number;
  counts: { present: number; late: number; pending: number; failed: number; excused: number; absent: number };
  reasons: { reason: string; count: number }[];
  arrivals: { minute: string; count: number }[];
  absent: AbsentStudent[];
}

export interface QrCode {
  url: string;
  code: string;
  typed_code: string;
  valid_until: string;
  refresh_seconds: number;
}

export interface BulkAnswer {
  done: number;
  not_found: number;
  results: { student_school_number: string; status: 'done' | 'not_found'; record: AttendanceRecord | null }[];
}

export interface AuditStanding {
  is_attended: boolean;
  attendance_time: string | null;
  fail_reason: string | null;
  decided_by: 'system' | 'teacher';
  excused: boolean;
  note: string | null;
  is_deleted: boolean;
}

export interface AuditEntry {
  at: string;
  actor: string;
  action: 'add' | 'accept' | 'fail' | 'excuse' | 'undo' | 'delete_record';
  reason: string | null;
  before: AuditStanding | null;
  after: AuditStanding | null;
}

export interface Lesson {
  lesson_name: string;
  planned_sessions: number | null;
  hours_per_session: number;
  kind: LessonKind;
  held_sessions: number;
  last_held_at: string | null;
  has_class_list: boolean;
  student_count: number;
}

export interface ClassStudent {
  student_school_number: string;
  student_full_name: string;
}

export interface ClassList {
  lesson_name: string;
  has_class_list: boolean;
  students: ClassStudent[];
}

export interface SessionReport {
  session: Session;
  totals: { expected: number; present: number; late: number; excused: number; absent: number; pending: number };
  students: {
    user_school_number: string;
    user_full_name: string;
    status: Status;
    attendance_time: string | null;
    fail_reason: string | null;
    note: string | null;
    decided_by: 'system' | 'teacher' | null;
  }[];
}

export interface TermStudent {
  user_school_number: string;
  user_full_name: string;
  cells: Status[];
  attended: number;
  late: number;
  excused: number;
  absent: number;
  percentage: number | null;
  hours_attended: number;
  hours_missed: number;
  can_still_reach: boolean | null;
}

export interface TermReport {
  lesson: Lesson;
  required_percentage: number;
  sessions: { attendance_id: string; start_time: string; end_time: string }[];
  students: TermStudent[];
}

export interface Ticket {
  session: Session;
  ticket: string;
  expires_at: string;
}

export interface JoinAnswer {
  session: Session | null;
  ticket: string | null;
  expires_at: string | null;
  matches: Ticket[];
}

export interface OwnAttendance {
  session: Session;
  record: AttendanceRecord | null;
  status: Status;
}

export interface OwnLesson {
  lesson_name: string;
  teacher_full_name: string;
  kind: LessonKind;
  planned_sessions: number | null;
  held: number;
  attended: number;
  late: number;
  excused: number;
  absent: number;
  percentage: number | null;
  required_percentage: number;
  can_still_reach: boolean | null;
  still_possible_percentage: number | null;
  may_still_miss: number | null;
}

export interface Consent {
  required: boolean;
  text_version: string;
  text: { tr: string; en: string };
  consented: boolean;
  consented_at: string | null;
  withdrawn_at: string | null;
}
