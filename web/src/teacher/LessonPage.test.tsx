import { QueryClient, QueryClientProvider } from '@tanstack/preact-query';
import { act, fireEvent, render, screen } from '@testing-library/preact';
import { expect, it, vi } from 'vitest';
import { LessonPage } from './LessonPage';

const student = { student_school_number: '20201', student_full_name: 'Ayşe Yılmaz' };

/** A lesson that the server does not know yet; it knows it once a class list is saved. */
function serve() {
  let saved = false;
  vi.stubGlobal('fetch', async (address: string, init: RequestInit) => {
    if (init.method === 'PUT') saved = true;
    if (address.endsWith('/report?format=json') || !saved)
      return new Response('{"code":"lesson_not_found"}', { status: 404 });
    if (address.endsWith('/students')) {
      return Response.json({ lesson_name: 'Calculus', has_class_list: true, students: [student] });
    }
    return Response.json({
      lesson_name: 'Calculus',
      planned_sessions: null,
      hours_per_session: 1,
      kind: 'theory',
      held_sessions: 0,
      last_held_at: null,
      has_class_list: true,
      student_count: 1,
    });
  });
}

it('keeps what is typed into the plan when the class list is saved', async () => {
  serve();
  const client = new QueryClient({ defaultOptions: { queries: { retryDelay: 1 } } });
  render(
    <QueryClientProvider client={client}>
      <LessonPage name="Calculus" />
    </QueryClientProvider>,
  );
  const planned = (await screen.findByLabelText('Sessions in the term')) as HTMLInputElement;
  fireEvent.input(planned, { target: { value: '14' } });
  fireEvent.input(screen.getByLabelText('New class list'), { target: { value: '20201\tAyşe Yılmaz' } });
  fireEvent.click(screen.getByRole('button', { name: 'Replace the class list' }));
  await screen.findByText('1 student');
  const readAgain = () => client.getQueryData<{ student_count: number }>(['lesson', 'Calculus'])?.student_count === 1;
  await act(async () => void (await vi.waitUntil(readAgain)));
  expect((screen.getByLabelText('Sessions in the term') as HTMLInputElement).value).toBe('14');
});
