import { QueryClient, QueryClientProvider } from '@tanstack/preact-query';
import { render, screen, waitFor } from '@testing-library/preact';
import { afterEach, expect, it, vi } from 'vitest';
import { aCourse, anEnrolled } from '../../test-records';
import { SignaturesPage } from './SignaturesPage';

afterEach(() => vi.useRealTimers());

it('is for today as the institution has it, although its zone is known later than the students', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-11-24T13:00:00Z') });
  let answer: (() => void) | undefined;
  vi.stubGlobal('fetch', async (address: string) => {
    if (address.endsWith('/students')) return Response.json([anEnrolled('1')]);
    if (!address.endsWith('/institution')) return Response.json(address.endsWith('/c1') ? aCourse() : []);
    await new Promise<void>((resolve) => (answer = resolve));
    return Response.json({ name: null, time_zone: 'Pacific/Kiritimati' });
  });
  render(
    <QueryClientProvider client={new QueryClient()}>
      <SignaturesPage id="c1" />
    </QueryClientProvider>,
  );
  const day = (await screen.findByLabelText('Date')) as HTMLInputElement;
  await waitFor(() => answer!());
  await waitFor(() => expect(day.value).toBe('2026-11-25'));
});
