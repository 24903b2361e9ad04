import { QueryClient, QueryClientProvider } from '@tanstack/preact-query';
import { fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { expect, it, vi } from 'vitest';
import { setZone } from '../i18n/zone';
import { HistoryPage } from './HistoryPage';

const HISTORY = '/api/v1/teacher/attendances/historical';

/** Two sessions that started at the same time, on two pages. */
function serve(): string[] {
  const asked: string[] = [];
  const session = (id: string, lesson_name: string) => ({
    attendance_id: id,
    lesson_name,
    start_time: '2026-02-18T11:40:00Z',
    end_time: '2026-02-18T12:30:00Z',
    security_option: 1,
    status: 'finished',
  });
  vi.stubGlobal('fetch', async (address: string) => {
    if (!address.startsWith(HISTORY)) return Response.json([]);
    asked.push(address);
    return address.includes('before_id')
      ? Response.json([session('b', 'Physics')])
      : Response.json([session('a', 'Calculus')], {
          headers: { Link: `<${HISTORY}?limit=20&before=2026-02-18T11%3A40%3A00Z&before_id=a>; rel="next"` },
        });
  });
  return asked;
}

it('follows the Link header to older sessions, and offers no more after the last page', async () => {
  const asked = serve();
  render(
    <QueryClientProvider client={new QueryClient()}>
      <HistoryPage />
    </QueryClientProvider>,
  );
  await screen.findByText('Calculus');
  fireEvent.click(screen.getByRole('button', { name: 'Show more' }));
  await screen.findByText('Physics');
  expect(screen.queryByRole('button', { name: 'Show more' })).toBeNull();
  expect(asked).toEqual([`${HISTORY}?limit=20`, `${HISTORY}?limit=20&before=2026-02-18T11%3A40%3A00Z&before_id=a`]);
});

it('asks for sessions before midnight of the institution, and shows its times', async () => {
  setZone('Pacific/Auckland');
  const asked = serve();
  render(
    <QueryClientProvider client={new QueryClient()}>
      <HistoryPage />
    </QueryClientProvider>,
  );
  expect(await screen.findByText(/^Thu, 19 Feb 2026, 00:40/)).toBeTruthy();
  fireEvent.change(screen.getByLabelText('Before'), { target: { value: '2026-02-19' } });
  await waitFor(() => expect(asked.at(-1)).toBe(`${HISTORY}?limit=20&before=2026-02-18T11%3A00%3A00.000Z`));
});
