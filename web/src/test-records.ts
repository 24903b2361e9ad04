import type { AttendanceRecord, Session } from './api/types';

/** Records and sessions for tests: an attended record unless something else is said. */
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
  ...part,
});

export const aSession = (part: Partial<Session> = {}): Session => ({
  attendance_id: 's1',
  teacher_school_number: 't1',
  teacher_full_name: 'Teacher',
  lesson_name: 'Calculus',
  start_time: '2026-11-24T09:00:00.000Z',
  end_time: '2026-11-24T09:30:00.000Z',
  security_option: 1,
  late_after_minutes: null,
  require_code: false,
  is_live: true,
  ...part,
});
