import { QueryClient, QueryClientProvider } from '@tanstack/preact-query';
import { render } from '@testing-library/preact';
import { expect, it, vi } from 'vitest';
import { setLanguage } from '../i18n';
import { aRecord, aSession } from '../test-records';
import { RollSheet } from './RollSheet';
import { type RollStudent, rollOf } from './roll';
import { byNumber } from './roster-state';

const student = (number: string, part: Partial<RollStudent>): RollStudent => ({
  user_school_number: number,
  user_full_name: `Student ${number}`,
  status: 'present',
  enrolled: true,
  expected: true,
  ...part,
});

it.each([
  ['en', 'not on the list', 'not enrolled on this day'],
  ['tr', 'listede yok', 'o gün derse kayıtlı değil'],
] as const)(
  'says on paper who is not on the list, or not enrolled on that day (%s)',
  (language, notListed, notThen) => {
    vi.stubGlobal('fetch', async () => Response.json({ name: null, time_zone: 'UTC' }));
    setLanguage(language);
    const records = byNumber([
      aRecord('1', { enrolled: true }),
      aRecord('2', { enrolled: false }),
      aRecord('3', { enrolled: true, note: 'Guest' }),
    ]);
    const summarized = [
      student('1', {}),
      student('2', { enrolled: false, expected: false }),
      student('3', { expected: false }),
    ];
    const { container } = render(
      <QueryClientProvider client={new QueryClient()}>
        <RollSheet
          session={aSession({ course_id: null })}
          roll={rollOf(summarized, records)}
          records={records}
          isWhole
        />
      </QueryClientProvider>,
    );
    window.dispatchEvent(new Event('beforeprint'));
    const remarks = [...container.querySelectorAll('tbody td:last-child')].map((cell) => cell.textContent);
    expect(remarks).toEqual(['', notListed, `Guest · ${notThen}`]);
    window.dispatchEvent(new Event('afterprint'));
    setLanguage('en');
  },
);
