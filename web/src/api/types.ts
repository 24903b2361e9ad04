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

export type Lesson = Schemas['LessonResponse'];
export type LessonKind = Schemas['CourseKind'];
export type ListedStudent = Schemas['ListedStudent'];
export type TermReport = Schemas['TermReportResponse'];

export type Ticket = Schemas['JoinMatchResponse'];
export type OwnAttendance = Schemas['OwnSessionResponse'];
export type OwnLesson = Schemas['OwnLessonResponse'];
export type Consent = Schemas['ConsentResponse'];
