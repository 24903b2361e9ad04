import { QueryClient, QueryClientProvider } from '@tanstack/preact-query';
import { fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { expect, it, vi } from 'vitest';
import type { Course, CourseStudent, Policy } from '../../api/types';
import { aCourse, anEnrolled } from '../../test-records';
import { CoursePage } from './CoursePage';
import { LessonRedirect } from './LessonRedirect';

const COURSE = '/api/v1/teacher/courses/c1';

const policy: Policy = {
  version: 2,
  counts: 'sessions',
  excused: 'neutral',
  lates_per_absence: 0,
  limit_percent: 70,
  planned_units: null,
  hours_per_session: null,
  is_default_limit: false,
  changed_by: 't1',
  changed_at: '2026-11-24T09:00:00.000Z',
  history: [],
};

type Routes = Record<string, (body: unknown) => unknown>;

/** Answers with what the route returns, and keeps what was sent. */
function serve(routes: Routes) {
  const sent: [string, unknown][] = [];
  vi.stubGlobal('fetch', async (address: string, init: RequestInit) => {
    const route = `${init.method} ${new URL(address, 'http://x').pathname}`;
    const body = init.body ? JSON.parse(String(init.body)) : undefined;
    if (init.method !== 'GET') sent.push([route, body]);
    const answer = routes[route]?.(body);
    return answer === undefined ? new Response('{"code":"not_found"}', { status: 404 }) : Response.json(answer);
  });
  return sent;
}

const show = (section: string) =>
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <CoursePage id="c1" section={section} />
    </QueryClientProvider>,
  );

const withStudents = (students: CourseStudent[], course: Course = aCourse()): Routes => ({
  [`GET ${COURSE}`]: () => course,
  [`GET ${COURSE}/students`]: () => students,
});

it('changes an enrolment, and takes a day away that was typed by mistake', async () => {
  const late = anEnrolled('20201', { group: 'A', from: '2026-10-05', to: '2026-10-06' });
  const sent = serve({
    ...withStudents([late, anEnrolled('20202')]),
    [`PUT ${COURSE}/students/20201`]: () => [late],
  });
  show('students');
  fireEvent.click(await screen.findByRole('button', { name: 'Edit Student 20201' }));
  fireEvent.input(screen.getByLabelText(/^Counts to/), { target: { value: '' } });
  fireEvent.click(screen.getByLabelText(/^Exempt/));
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  const reason = screen.getByLabelText('Why exempt');
  await waitFor(() => expect(document.activeElement).toBe(reason));
  expect(sent).toEqual([]);
  fireEvent.input(reason, { target: { value: 'Repeats the course' } });
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]).toEqual([
    `PUT ${COURSE}/students/20201`,
    { group: 'A', from: '2026-10-05', to: null, exempt: true, exempt_reason: 'Repeats the course' },
  ]);
});

it('warns that the first student would be the whole class list, and offers those who were seen', async () => {
  let students = ['1', '2'].map((number) => anEnrolled(number, { enrolled: null }));
  const sent = serve({
    [`GET ${COURSE}`]: () => aCourse(),
    [`GET ${COURSE}/students`]: () => students,
    [`PUT ${COURSE}/students`]: () => {
      students = ['1', '2'].map((number) => anEnrolled(number));
      return students;
    },
  });
  show('students');
  fireEvent.click(await screen.findByRole('button', { name: 'Enrol a student' }));
  expect(screen.getByText(/This makes one with this student alone/)).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
  fireEvent.click(screen.getByRole('button', { name: 'Make these 2 students the class list' }));
  await waitFor(() => expect(sent).toHaveLength(1));
  expect((sent[0]![1] as { students: unknown[] }).students).toHaveLength(2);
  await waitFor(() => expect(screen.queryByText(/There is no class list/)).toBeNull());
});

it('finds a student however the name is typed', async () => {
  serve(withStudents([anEnrolled('1', { user_full_name: 'Işıl Şahin' }), anEnrolled('2')]));
  show('students');
  fireEvent.input(await screen.findByLabelText(/^Search by name/), { target: { value: 'ISIL' } });
  expect(screen.getByText('Işıl Şahin')).toBeTruthy();
  expect(screen.queryByText('Student 2')).toBeNull();
});

it('leads from the head of the list to the import below it', async () => {
  serve(withStudents([anEnrolled('1')]));
  show('students');
  const link = await screen.findByRole('link', { name: 'Import a list' });
  const target = document.querySelector(link.getAttribute('href')!)!;
  expect(target.textContent).toBe('The whole class list');
  expect(link.compareDocumentPosition(screen.getByText('Student 1'))).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
});

it('checks the rules and sends all of them', async () => {
  const sent = serve({
    [`GET ${COURSE}`]: () => aCourse(),
    [`GET ${COURSE}/policy`]: () => policy,
    [`PUT ${COURSE}/policy`]: (body) => ({ ...policy, ...(body as object), version: 3 }),
  });
  show('rules');
  fireEvent.click(await screen.findByLabelText(/^Hours: a session/));
  fireEvent.input(screen.getByLabelText(/^Late arrivals/), { target: { value: '11' } });
  fireEvent.input(screen.getByLabelText(/^Hours in the term/), { target: { value: '42.5' } });
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText('A whole number between 0 and 10.')).toBeTruthy();
  fireEvent.input(screen.getByLabelText(/^Late arrivals/), { target: { value: '3' } });
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]).toEqual([
    `PUT ${COURSE}/policy`,
    {
      counts: 'hours',
      excused: 'neutral',
      lates_per_absence: 3,
      limit_percent: 70,
      planned_units: 42.5,
      hours_per_session: null,
    },
  ]);
});

it('lets an assistant read the rules and the teachers only', async () => {
  const owner = {
    user_school_number: 't1',
    user_full_name: 'Ada',
    role: 'owner',
    added_by: 't1',
    added_at: '2026-09-01T09:00:00Z',
  };
  serve({
    [`GET ${COURSE}`]: () => aCourse({ role: 'assistant' }),
    [`GET ${COURSE}/policy`]: () => policy,
    [`GET ${COURSE}/teachers`]: () => [owner],
  });
  show('rules');
  const limit = (await screen.findByLabelText(/^Limit in percent/)) as HTMLInputElement;
  expect(limit.closest('fieldset')!.disabled).toBe(true);
  expect(screen.queryByRole('button', { name: 'Save' })).toBeNull();
});

it('lets the owner change the role of a colleague, not the own', async () => {
  const teacher = (number: string, role: string) => ({
    user_school_number: number,
    user_full_name: null,
    role,
    added_by: 't1',
    added_at: '2026-09-01T09:00:00Z',
  });
  const sent = serve({
    [`GET ${COURSE}`]: () => aCourse(),
    [`GET ${COURSE}/teachers`]: () => [teacher('t1', 'owner'), teacher('t2', 'teacher')],
    [`PUT ${COURSE}/teachers/t2`]: () => [teacher('t1', 'owner'), teacher('t2', 'assistant')],
  });
  show('teachers');
  const role = (await screen.findByLabelText('Role of t2')) as HTMLSelectElement;
  expect(screen.queryByLabelText('Role of t1')).toBeNull();
  fireEvent.change(role, { target: { value: 'assistant' } });
  await waitFor(() => expect(sent).toEqual([[`PUT ${COURSE}/teachers/t2`, { role: 'assistant' }]]));
});

it('names its parts as links with addresses', async () => {
  serve(withStudents([]));
  show('students');
  const parts = within(await screen.findByRole('navigation', { name: 'Parts of the course' }));
  expect(parts.getAllByRole('link').map((link) => link.getAttribute('href'))).toEqual(
    ['students', 'sessions', 'report', 'rules', 'teachers', 'timetable'].map((part) => `/teacher/courses/c1/${part}`),
  );
  expect(parts.getByRole('link', { current: 'page' }).textContent).toBe('Students');
});

it('leads from the address of a lesson to its course, also where the name is a dot', async () => {
  serve({ 'GET /api/v1/teacher/lessons': () => [{ lesson_name: '..', course_id: 'c7' }] });
  render(
    <QueryClientProvider client={new QueryClient()}>
      <LessonRedirect name=".." />
    </QueryClientProvider>,
  );
  await waitFor(() => expect(window.location.pathname).toBe('/teacher/courses/c7'));
});
