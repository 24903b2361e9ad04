/** Short names for what travels over HTTP. The shapes are generated from docs/openapi.json: `npm run types`. */
import type { components } from './schema';

type Schemas = components['schemas'];

export type ErrorCode = Schemas['ErrorCode'];
export type Problem = Partial<Schemas['Problem']>;

export type Role = Schemas['UserRole'];
export type User = Schemas['UserResponse'];
export type SignInAnswer = Schemas['LoginResponse'];
export type ScheduledLesson = Schemas['ScheduledLessonResponse'];

export type ClassSession = Schemas['SessionResponse'];
/** A slot of today's timetable, a class session of today, or both. */
export type DayEntry = Schemas['TodayEntryResponse'];
export type AttendanceRecord = Schemas['RecordResponse'];
export type RecordStatus = AttendanceRecord['status'];
/** As in reports, where somebody may be absent. */
export type AttendanceStatus = Schemas['AttendanceStatus'];
export type ReasonCode = NonNullable<AttendanceRecord['reason_code']>;
export type RecordFlag = AttendanceRecord['flags'][number];
/** A record as it was before or after a decision. */
export type RecordState = Schemas['RecordStateResponse'];
/** What a stream sends first. */
export type TeacherSnapshot = Schemas['TeacherSnapshot'];
export type StudentSnapshot = Schemas['StudentSnapshot'];
export type Summary = Schemas['SummaryResponse'];
export type SessionReport = Schemas['SessionReportResponse'];
export type JoinCode = Schemas['JoinCodeResponse'];

export type Term = Schemas['TermResponse'];
export type Course = Schemas['CourseResponse'];
export type CourseKind = Schemas['CourseKind'];
export type CourseStudent = Schemas['CourseStudentResponse'];
export type CourseTeacher = Schemas['CourseTeacherResponse'];
export type TeacherRole = Schemas['TeacherRole'];
/** What the server reads in a class list, and what saving it would change. */
export type ListPreview = Schemas['ClassListPreviewResponse'];
export type ListColumn = Schemas['ColumnResponse'];
export type ColumnRole = Schemas['ColumnRole'];
export type ListProblem = Schemas['ListProblem'];
export type ListProblemCode = Schemas['ListProblemCode'];
export type SkippedLine = Schemas['SkippedLine'];
export type SkipReason = Schemas['SkipReason'];
export type TermReport = Schemas['TermReportResponse'];
export type TermStudent = TermReport['students'][number];

/** What a percentage is made of. */
export type AttendanceSum = Schemas['AttendanceSumResponse'];
export type CountedUnit = Schemas['CountedUnit'];
export type ExcusedRule = Schemas['ExcusedRule'];
/** The rules by which a course counts, and every version of them. */
export type Policy = Schemas['PolicyResponse'];
export type PolicyVersion = Schemas['PolicyVersionResponse'];
export type Timetable = Schemas['TimetableResponse'];
export type WeeklySlot = Schemas['SlotWire'];

export type Ticket = Schemas['JoinMatchResponse'];
export type OwnAttendance = Schemas['OwnSessionResponse'];
export type OwnLesson = Schemas['OwnLessonResponse'];
export type Consent = Schemas['ConsentResponse'];
