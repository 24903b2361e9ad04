import { call, callPage, request } from './http';
import { addressOf, type BodyOf, type Operation } from './routes';
import type { FileFormat } from './teacher';
import type { ListedStudent, TeacherRole, Timetable } from './types';

const COURSES = '/api/v1/teacher/courses';
const COURSE = `${COURSES}/{course}` as const;
const STUDENT = `${COURSE}/students/{number}` as const;
const TEACHER = `${COURSE}/teachers/{number}` as const;

export type NewCourse = BodyOf<Operation<'post', typeof COURSES>>;
export type PolicyTerms = BodyOf<Operation<'put', `${typeof COURSE}/policy`>>;
export type Enrolment = BodyOf<Operation<'put', typeof STUDENT>>;

export interface DateRange {
  from: string;
  to: string;
}

const SESSIONS_PER_PAGE = 20;

/** Of the current term, where none is named. */
export const listCourses = (term_id?: string, signal?: AbortSignal) =>
  call('get', COURSES, { query: { term_id }, signal });
export const createCourse = (body: NewCourse) => call('post', COURSES, { body });
export const readCourse = (course: string, signal?: AbortSignal) => call('get', COURSE, { path: { course }, signal });

export const listStudents = (course: string, signal?: AbortSignal) =>
  call('get', `${COURSE}/students`, { path: { course }, signal });
export const saveStudents = (course: string, students: ListedStudent[]) =>
  call('put', `${COURSE}/students`, { path: { course }, body: { students } });
export const enrol = (course: string, number: string, body: Enrolment) =>
  call('put', STUDENT, { path: { course, number }, body });
export const removeStudent = (course: string, number: string) => call('delete', STUDENT, { path: { course, number } });

export const readPolicy = (course: string, signal?: AbortSignal) =>
  call('get', `${COURSE}/policy`, { path: { course }, signal });
export const savePolicy = (course: string, body: PolicyTerms) =>
  call('put', `${COURSE}/policy`, { path: { course }, body });

export const readTimetable = (course: string, signal?: AbortSignal) =>
  call('get', `${COURSE}/timetable`, { path: { course }, signal });
export const saveTimetable = (course: string, body: Timetable) =>
  call('put', `${COURSE}/timetable`, { path: { course }, body });
/** Replaces the timetable with what an iCalendar file says. */
export async function uploadTimetable(course: string, file: Blob): Promise<Timetable> {
  const address = addressOf(`${COURSE}/timetable`, { path: { course } });
  return (await request('put', address, { file, contentType: 'text/calendar' })).json();
}

export const listTeachers = (course: string, signal?: AbortSignal) =>
  call('get', `${COURSE}/teachers`, { path: { course }, signal });
export const saveTeacher = (course: string, number: string, role: TeacherRole) =>
  call('put', TEACHER, { path: { course, number }, body: { role } });
export const removeTeacher = (course: string, number: string) => call('delete', TEACHER, { path: { course, number } });

export const listCourseSessions = (course_id: string, next: string | null, signal?: AbortSignal) =>
  callPage('/api/v1/teacher/attendances/historical', { query: { course_id, limit: SESSIONS_PER_PAGE }, signal }, next);

/** A part of the report; a large one is cut by students. */
export const reportTerm = (course: string, range: DateRange, next: string | null, signal?: AbortSignal) =>
  callPage(`${COURSE}/report`, { path: { course }, query: { format: 'json', ...range }, signal }, next);

/** Whom the report lists. */
export interface TermFilter {
  only: 'everybody' | 'below_limit' | 'cannot_reach' | 'missed_in_a_row';
  /** How many sessions in a row were missed, at least. */
  inARow: number;
}

export const termFileAddress = (course: string, format: FileFormat, range: DateRange, filter: TermFilter): string =>
  addressOf(`${COURSE}/report`, { path: { course }, query: { ...format, ...range, ...queryOf(filter) } });

function queryOf({ only, inARow }: TermFilter) {
  if (only === 'everybody') return {};
  return only === 'missed_in_a_row' ? { only, in_a_row: inARow } : { only };
}
