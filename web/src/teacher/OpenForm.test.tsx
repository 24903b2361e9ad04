import { QueryClient, QueryClientProvider } from '@tanstack/preact-query';
import { fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { expect, it, vi } from 'vitest';
import { aSession } from '../test-records';
import { OpenForm } from './OpenForm';

const show = () =>
  render(
    <QueryClientProvider client={new QueryClient()}>
      <OpenForm />
    </QueryClientProvider>,
  );
const lessonField = () => screen.getByLabelText('Lesson') as HTMLInputElement;

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
  fireEvent.click(screen.getByRole('button', { name: 'Open the session' }));
  await waitFor(() => expect(lessonField().getAttribute('aria-invalid')).toBe('true'));
  expect(screen.getByText(/Which lesson is it/)).toBeTruthy();
  expect(document.activeElement).toBe(lessonField());
});

it('sends the choices and stores them for the next session', async () => {
  const calls = serve({ 'POST /api/v1/teacher/attendances': () => Response.json(aSession(), { status: 201 }) });
  show();
  fireEvent.input(lessonField(), { target: { value: '  Calculus ' } });
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
  expect(JSON.parse(localStorage.getItem('attn.usual')!)).toMatchObject({ minutes: '30', option: 2, lesson: '' });
});

it('goes to the session if it was opened although the answer was lost', async () => {
  serve({
    'POST /api/v1/teacher/attendances': () => {
      throw new TypeError('network');
    },
    'GET /api/v1/teacher/attendances/live': () => Response.json(aSession({ attendance_id: 's9' })),
  });
  show();
  fireEvent.input(lessonField(), { target: { value: 'Calculus' } });
  fireEvent.click(screen.getByRole('button', { name: 'Open the session' }));
  await waitFor(() => expect(window.location.pathname).toBe('/teacher/live/s9'));
});
