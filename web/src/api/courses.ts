import { call, callPage, request } from './http';
import { addressOf, type BodyOf, type Operation } from './routes';
import type { FileFormat } from './teacher';
import type { ListedStudent, Policy, PolicyTerms, TeacherRole } from './types';

const COURSES = '/api/v1/teacher/courses';
const COURSE = `${COURSES}/{course}` as const;
const STUDENT = `${COURSE}/students/{number}` as const;
const TEACHER = `${COURSE}/teachers/{number}` as const;

export type NewCourse = BodyOf<Operation<'post', typeof COURSES>>;
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

const policyAddress = (course: string): string => `/api/v1/teacher/courses/${encodeURIComponent(course)}/policy`;
export const readPolicy = async (course: string, signal?: AbortSignal): Promise<Policy> =>
  (await request('get', policyAddress(course), { signal })).json();
export const savePolicy = async (course: string, body: PolicyTerms): Promise<Policy> =>
  (await request('put', policyAddress(course), { body })).json();

export const listTeachers = (course: string, signal?: AbortSignal) =>
  call('get', `${COURSE}/teachers`, { path: { course }, signal });
export const saveTeacher = (course: string, number: string, role: TeacherRole) =>
  call('put', TEACHER, { path: { course, number }, body: { role } });
export const removeTeacher = (course: string, number: string) => call('delete', TEACHER, { path: { course, number } });

export const listCourseSessions = (course_id: string, next: string | null, signal?: AbortSignal) =>
  callPage('/api/v1/teacher/attendances/historical', { query: { course_id, limit: SESSIONS_PER_PAGE }, signal }, next);

export const reportTerm = (course: string, range: DateRange, signal?: AbortSignal) =>
  call('get', `${COURSE}/report`, { path: { course }, query: { format: 'json', ...range }, signal });
export const termFileAddress = (course: string, format: FileFormat, range: DateRange): string =>
  addressOf(`${COURSE}/report`, { path: { course }, query: { ...format, ...range } });
