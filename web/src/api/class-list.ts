import { request } from './http';
import { addressOf } from './routes';
import type { CourseStudent, ListPreview } from './types';

/** A list as it was pasted or chosen: the server reads it, so its bytes are sent as they are. */
export interface ListFile {
  bytes: Blob;
  contentType: string;
}

/** What somebody chose where the server would choose itself. Places are counted from 1. */
export interface Choices {
  /** Such as `number:2,name:3`. */
  columns?: string | undefined;
  sheet?: number | undefined;
}

export interface Versioned<T> {
  value: T;
  /** Of the class list, for `If-Match`. */
  version: string | null;
}

// A list may have 4 MB, and the line may be slow.
const TIMEOUT_MS = 120_000;

const STUDENTS = '/api/v1/teacher/courses/{course}/students';

/** What the list would change. Nothing is changed. */
export async function previewList(course: string, list: ListFile, choices: Choices, signal?: AbortSignal) {
  const address = addressOf(`${STUDENTS}/preview`, { path: { course }, query: choices });
  return versioned<ListPreview>(
    await request('post', address, { file: list.bytes, contentType: list.contentType, signal, timeoutMs: TIMEOUT_MS }),
  );
}

/** Replaces the class list, if it still is the one of this version. Answers the version that it has then. */
export async function replaceList(course: string, list: ListFile, choices: Choices, version: string | null) {
  const address = addressOf(STUDENTS, { path: { course }, query: choices });
  const options = { file: list.bytes, contentType: list.contentType, ifMatch: version, timeoutMs: TIMEOUT_MS };
  return versionOf(await request('put', address, options));
}

/** Replaces the class list with students as they are listed, with group, days and exemption. */
export async function restoreList(course: string, students: CourseStudent[], version: string | null) {
  const body = { students: students.map(entryOf) };
  return versionOf(await request('put', addressOf(STUDENTS, { path: { course } }), { body, ifMatch: version }));
}

export const readList = async (course: string): Promise<Versioned<CourseStudent[]>> =>
  versioned(await request('get', addressOf(STUDENTS, { path: { course } })));

/** A proxy that compresses the answer makes the tag a weak one; the list is the same. */
const versionOf = (response: Response): string | null => response.headers.get('ETag')?.replace(/^W\//, '') ?? null;

async function versioned<T>(response: Response): Promise<Versioned<T>> {
  return { value: await response.json(), version: versionOf(response) };
}

const entryOf = ({ group, from, to, exempt, exempt_reason, ...student }: CourseStudent) => ({
  student_school_number: student.user_school_number,
  student_full_name: student.listed_full_name ?? student.user_full_name,
  group,
  from,
  to,
  exempt,
  exempt_reason,
});
