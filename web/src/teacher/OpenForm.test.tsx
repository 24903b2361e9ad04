import { QueryClient, QueryClientProvider } from '@tanstack/preact-query';
import { fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { expect, it, vi } from 'vitest';
import { setZone } from '../i18n/zone';
import { aCourse, aSession } from '../test-records';
import { OpenForm } from './OpenForm';

const show = () =>
  render(
    <QueryClientProvider client={new QueryClient()}>
      <OpenForm />
    </QueryClientProvider>,
  );
const nameField = () => screen.getByLabelText('Name of the course') as HTMLInputElement;

function serve(routes: Record<string, () => Response>) {
  const calls = vi.fn((address: string, init?: RequestInit) => {
    const answer = routes[`${init?.method} ${new URL(address, 'http://x').pathname}`];
    return Promise.resolve(answer ? answer() : new Response('[]', { status: 200 }));
  });
  vi.stubGlobal('fetch', calls);
  return calls;
}

it('says what is missing and focuses it', async () => {
  serve({});
  show();
  await waitFor(nameField);
  fireEvent.click(screen.getByRole('button', { name: 'Open the session' }));
  await waitFor(() => expect(nameField().getAttribute('aria-invalid')).toBe('true'));
  expect(screen.getByText(/Which course is it/)).toBeTruthy();
  expect(document.activeElement).toBe(nameField());
});

it('sends the choices and stores them for the next session', async () => {
  const calls = serve({ 'POST /api/v1/teacher/attendances': () => Response.json(aSession(), { status: 201 }) });
  show();
  await waitFor(nameField);
  fireEvent.input(nameField(), { target: { value: '  Calculus ' } });
  fireEvent.click(screen.getByRole('button', { name: '30 minutes' }));
  fireEvent.click(screen.getByLabelText(/^Campus network A/));
  fireEvent.input(screen.getByLabelText(/Late after/), { target: { value: '10' } });
  const before = Date.now();
  fireEvent.click(screen.getByRole('button', { name: 'Open the session' }));
  await waitFor(() => expect(window.location.pathname).toBe('/teacher/live/s1'));
  const body = JSON.parse(String(calls.mock.calls.find(([, init]) => init?.method === 'POST')![1]!.body));
  expect(body).toMatchObject({
    lesson_name: 'Calculus',
    security_option: 2,
    late_after_minutes: 10,
    require_code: true,
  });
  expect(Date.parse(body.end_time) - before).toBeGreaterThan(29.9 * 60_000);
  expect(JSON.parse(localStorage.getItem('attn.usual')!)).toMatchObject({ minutes: '30', option: 2, name: '' });
});

it('goes to the session if it was opened although the answer was lost', async () => {
  serve({
    'POST /api/v1/teacher/attendances': () => {
      throw new TypeError('network');
    },
    'GET /api/v1/teacher/attendances/live': () => Response.json(aSession({ attendance_id: 's9' })),
  });
  show();
  await waitFor(nameField);
  fireEvent.input(nameField(), { target: { value: 'Calculus' } });
  fireEvent.click(screen.getByRole('button', { name: 'Open the session' }));
  await waitFor(() => expect(window.location.pathname).toBe('/teacher/live/s9'));
});

const COURSES = {
  'GET /api/v1/teacher/courses': () => Response.json([aCourse(), aCourse({ course_id: 'c2', section: 'B' })]),
};
const OPEN = 'POST /api/v1/teacher/attendances';
const bodyOf = (calls: ReturnType<typeof serve>) =>
  JSON.parse(String(calls.mock.calls.find(([, init]) => init?.method === 'POST')![1]!.body));

it('opens a session of the course that is chosen', async () => {
  const calls = serve({ ...COURSES, [OPEN]: () => Response.json(aSession(), { status: 201 }) });
  show();
  const course = (await screen.findByLabelText('Course')) as HTMLSelectElement;
  expect([...course.options].map(({ text }) => text)).toEqual([
    'Choose a course',
    'Calculus',
    'Calculus · Section B',
    'Another course …',
  ]);
  fireEvent.change(course, { target: { value: 'c2' } });
  expect(screen.queryByLabelText('Name of the course')).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: 'Open the session' }));
  await waitFor(() => expect(window.location.pathname).toBe('/teacher/live/s1'));
  expect(bodyOf(calls)).toMatchObject({ course_id: 'c2' });
  expect(bodyOf(calls)).not.toHaveProperty('lesson_name');
  expect(bodyOf(calls)).not.toHaveProperty('start_time');
});

it('plans a session that begins later, at a time of the institution, with its hours', async () => {
  setZone('Pacific/Auckland');
  window.history.replaceState(null, '', '/teacher');
  const planned = aSession({ is_live: false, status: 'planned' });
  const calls = serve({ ...COURSES, [OPEN]: () => Response.json(planned, { status: 201 }) });
  show();
  fireEvent.change(await screen.findByLabelText('Course'), { target: { value: 'c1' } });
  fireEvent.input(screen.getByLabelText(/^Begins/), { target: { value: '2020-01-01T09:00' } });
  fireEvent.click(screen.getByRole('button', { name: 'Plan the session' }));
  expect(await screen.findByText(/^In the future, or empty/)).toBeTruthy();
  fireEvent.input(screen.getByLabelText(/^Begins/), { target: { value: '2099-01-01T09:00' } });
  fireEvent.input(screen.getByLabelText(/^Hours it counts/), { target: { value: '1.5' } });
  fireEvent.click(screen.getByRole('button', { name: 'Plan the session' }));
  await waitFor(() => expect(calls.mock.calls.some(([, init]) => init?.method === 'POST')).toBe(true));
  expect(bodyOf(calls)).toMatchObject({
    course_id: 'c1',
    start_time: '2098-12-31T20:00:00.000Z',
    end_time: '2098-12-31T20:15:00.000Z',
    hours: 1.5,
  });
  expect(window.location.pathname).toBe('/teacher');
});
