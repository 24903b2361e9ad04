import { QueryClient, QueryClientProvider } from '@tanstack/preact-query';
import { fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { expect, it, vi } from 'vitest';
import { aSession } from '../test-records';
import { OpenForm } from './OpenForm';

const draw = () =>
  render(
    <QueryClientProvider client={new QueryClient()}>
      <OpenForm />
    </QueryClientProvider>,
  );
const lessonField = () => screen.getByLabelText('Lesson') as HTMLInputElement;

function answer(routes: Record<string, () => Response>) {
  const asked = vi.fn((address: string, init?: RequestInit) => {
    const make = routes[`${init?.method} ${new URL(address, 'http://x').pathname}`];
    return Promise.resolve(make ? make() : new Response('[]', { status: 200 }));
  });
  vi.stubGlobal('fetch', asked);
  return asked;
}

it('says what is missing, and puts the focus there', async () => {
  answer({});
  draw();
  fireEvent.click(screen.getByRole('button', { name: 'Open the session' }));
  await waitFor(() => expect(lessonField().getAttribute('aria-invalid')).toBe('true'));
  expect(screen.getByText(/Which lesson is it/)).toBeTruthy();
  expect(document.activeElement).toBe(lessonField());
});

it('sends what was chosen, and keeps the choices for the next time', async () => {
  const asked = answer({ 'POST /api/v1/teacher/attendances': () => Response.json(aSession(), { status: 201 }) });
  draw();
  fireEvent.input(lessonField(), { target: { value: '  Calculus ' } });
  fireEvent.click(screen.getByRole('button', { name: '30 minutes' }));
  fireEvent.click(screen.getByLabelText(/^Campus network A/));
  fireEvent.input(screen.getByLabelText(/Late after/), { target: { value: '10' } });
  const before = Date.now();
  fireEvent.click(screen.getByRole('button', { name: 'Open the session' }));
  await waitFor(() => expect(window.location.pathname).toBe('/teacher/live/s1'));
  const body = JSON.parse(String(asked.mock.calls.find(([, init]) => init?.method === 'POST')![1]!.body));
  expect(body).toMatchObject({
    lesson_name: 'Calculus',
    security_option: 2,
    late_after_minutes: 10,
    require_code: true,
  });
  expect(Date.parse(body.end_time) - before).toBeGreaterThan(29.9 * 60_000);
  expect(JSON.parse(localStorage.getItem('attn.usual')!)).toMatchObject({ minutes: '30', option: 2, lesson: '' });
});

it('goes to the session that was opened although the answer got lost', async () => {
  answer({
    'POST /api/v1/teacher/attendances': () => {
      throw new TypeError('network');
    },
    'GET /api/v1/teacher/attendances/live': () => Response.json(aSession({ attendance_id: 's9' })),
  });
  draw();
  fireEvent.input(lessonField(), { target: { value: 'Calculus' } });
  fireEvent.click(screen.getByRole('button', { name: 'Open the session' }));
  await waitFor(() => expect(window.location.pathname).toBe('/teacher/live/s9'));
});
