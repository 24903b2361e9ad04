import { QueryClient, QueryClientProvider } from '@tanstack/preact-query';
import { fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { expect, it, vi } from 'vitest';
import type { TermStudent } from '../../api/types';
import { setLanguage } from '../../i18n';
import { aCourse, aTermReport, aTermStudent } from '../../test-records';
import { TermReportSection } from './TermReportSection';

const REPORT = '/api/v1/teacher/courses/c1/report';

/** Serves the parts of a report one by one, each naming the next, and keeps the addresses that were asked for. */
function serve(...parts: ReturnType<typeof aTermReport>[]): string[] {
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (address: string) => {
    asked.push(address);
    const url = new URL(address, 'http://x');
    if (url.pathname === '/api/v1/institution') return Response.json({ name: 'Example University', time_zone: 'UTC' });
    if (url.pathname !== REPORT) return Response.json([]);
    if (url.searchParams.get('format') !== 'json') return new Response('a;b');
    const part = Number(url.searchParams.get('after') ?? 0);
    const headers = part + 1 < parts.length ? { Link: `<${REPORT}?format=json&after=${part + 1}>; rel="next"` } : {};
    return Response.json(parts[part], { headers: headers as HeadersInit });
  });
  return asked;
}

const show = () =>
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <TermReportSection course={aCourse({ students: 4 })} />
    </QueryClientProvider>,
  );

const fine = aTermStudent('1');
const below = aTermStudent('2', { is_below_limit: true, can_still_reach: true, missed_in_a_row: 2 });
const lost = aTermStudent('3', { is_below_limit: true, can_still_reach: false, missed_in_a_row: 4 });
// What the percentage says is of no matter: the server has decided.
const often = aTermStudent('4', { percentage: 0, can_still_reach: null, missed_in_a_row: 3 });
const exempt = aTermStudent('5', { missed_in_a_row: 9, sum: { ...fine.sum, exempt: true } });
const stranger = aTermStudent('6', {
  enrolled: false,
  is_below_limit: true,
  can_still_reach: false,
  missed_in_a_row: 9,
});
const everybody = [fine, below, lost, often, exempt];

const listed = (): string[] =>
  everybody.flatMap(({ user_full_name }) => (screen.queryByText(user_full_name) ? [user_full_name] : []));
const namesOf = (students: TermStudent[]): string[] => students.map(({ user_full_name }) => user_full_name);

it('lists whom the server has decided to be below the limit, lost, or often missing, and counts them', async () => {
  serve(aTermReport(2, everybody));
  show();
  expect(((await screen.findByLabelText('Everybody (5)')) as HTMLInputElement).checked).toBe(true);
  expect(listed()).toEqual(namesOf(everybody));
  fireEvent.click(screen.getByLabelText('Below the limit (2)'));
  expect(listed()).toEqual(namesOf([below, lost]));
  fireEvent.click(screen.getByLabelText('Cannot reach the limit any more (1)'));
  expect(listed()).toEqual(namesOf([lost]));
  fireEvent.click(screen.getByLabelText('Missed 3 or more in a row (2)'));
  expect(listed()).toEqual(namesOf([lost, often]));
  fireEvent.input(screen.getByLabelText('Missed in a row, at least'), { target: { value: '2' } });
  expect(screen.getByLabelText('Missed 2 or more in a row (3)')).toBeTruthy();
  expect(listed()).toEqual(namesOf([below, lost, often]));
  fireEvent.input(screen.getByLabelText('Missed in a row, at least'), { target: { value: '5' } });
  expect(screen.getByText('This applies to nobody.')).toBeTruthy();
});

it('marks who is not on the class list, on the screen and on paper, and lists them with no consequence', async () => {
  serve(aTermReport(2, [fine, below, lost, often, stranger]));
  const { container } = show();
  expect(await screen.findByLabelText('Everybody (5)')).toBeTruthy();
  for (const name of ['Below the limit (2)', /^Cannot reach the limit any more \(1\)/, 'Missed 3 or more in a row (2)'])
    expect(screen.getByLabelText(name)).toBeTruthy();
  const row = screen.getByText('Student 6').closest('tr')!;
  expect(within(row).getByText('not on the list')).toBeTruthy();
  expect(within(row).queryByText('(below the limit)')).toBeNull();
  window.dispatchEvent(new Event('beforeprint'));
  const printed = [...container.querySelectorAll('.sheet tbody tr')].at(-1)!;
  expect(printed.lastElementChild!.textContent).toBe('not on the list');
  expect(printed.textContent).not.toContain('▼');
  window.dispatchEvent(new Event('afterprint'));
});

it('offers no list of who cannot reach the limit while only some days are shown, and exports none', async () => {
  const asked = serve(aTermReport(2, everybody));
  URL.createObjectURL = () => 'blob:x';
  show();
  fireEvent.click(await screen.findByLabelText(/^Cannot reach/));
  expect(listed()).toEqual(namesOf([lost]));
  fireEvent.change(screen.getByLabelText(/^From/), { target: { value: '2026-09-01' } });
  const option = (await screen.findByLabelText('Cannot reach the limit any more')) as HTMLInputElement;
  expect(option.disabled).toBe(true);
  expect(option.checked).toBe(false);
  expect(screen.getByText(/^Who cannot reach the limit is known for the whole term only/)).toBeTruthy();
  expect(listed()).toEqual(namesOf(everybody));
  fireEvent.click(screen.getByRole('button', { name: 'Excel (XLSX)' }));
  await waitFor(() => expect(asked.at(-1)).toBe(`${REPORT}?format=xlsx&lang=en&from=2026-09-01`));
  fireEvent.change(screen.getByLabelText(/^From/), { target: { value: '' } });
  await waitFor(() => expect(listed()).toEqual(namesOf([lost])));
});

it('says of some days that what remains is not known of them', async () => {
  serve(
    aTermReport(2, [
      aTermStudent('1', { can_still_reach: null, sum: { ...fine.sum, planned: null, remaining: null } }),
    ]),
  );
  show();
  fireEvent.change(await screen.findByLabelText(/^To/), { target: { value: '2026-09-01' } });
  fireEvent.click(await screen.findByRole('button', { name: /how it is made/ }));
  expect(screen.getByText('What remains is known for the whole term only, without dates.')).toBeTruthy();
});

it('exports whom it lists, in the language of the page', async () => {
  const asked = serve(aTermReport(2, everybody));
  URL.createObjectURL = () => 'blob:x';
  show();
  fireEvent.click(await screen.findByLabelText(/^Missed 3 or more/));
  setLanguage('tr');
  fireEvent.click(await screen.findByRole('button', { name: 'Excel (XLSX)' }));
  await waitFor(() => expect(asked.at(-1)).toBe(`${REPORT}?format=xlsx&lang=tr&only=missed_in_a_row&in_a_row=3`));
  setLanguage('en');
  fireEvent.click(await screen.findByLabelText(/^Everybody/));
  const workbook = screen.getByRole('button', { name: 'Excel (XLSX)' }) as HTMLButtonElement;
  await waitFor(() => expect(workbook.disabled).toBe(false));
  fireEvent.click(workbook);
  await waitFor(() => expect(asked.at(-1)).toBe(`${REPORT}?format=xlsx&lang=en`));
});

it('loads a report that is cut to its end, says how far it is, and lets nobody print before', async () => {
  let answer: (() => void) | undefined;
  serve(aTermReport(2, [fine, below]), aTermReport(2, [lost]), aTermReport(2, [often, exempt]));
  const { fetch } = globalThis;
  vi.stubGlobal('fetch', async (address: string) => {
    if (address.includes('after=2')) await new Promise<void>((resolve) => (answer = resolve));
    return fetch(address);
  });
  show();
  expect(await screen.findByText(/3 students so far/)).toBeTruthy();
  expect(screen.getByRole('progressbar').getAttribute('value')).toBe('3');
  const print = screen.getByRole('button', { name: 'Print' }) as HTMLButtonElement;
  expect(print.disabled).toBe(true);
  window.dispatchEvent(new Event('beforeprint'));
  expect(screen.getByText(/^INCOMPLETE/)).toBeTruthy();
  window.dispatchEvent(new Event('afterprint'));
  await waitFor(() => answer!());
  await waitFor(() => expect(print.disabled).toBe(false));
  expect(screen.queryByRole('progressbar')).toBeNull();
  expect(listed()).toEqual(namesOf(everybody));
});

it('asks anew where a session ended between two parts, so that no cell stands below another session', async () => {
  const asked = serve(aTermReport(2, [fine]), aTermReport(3, [below]));
  const { fetch } = globalThis;
  vi.stubGlobal('fetch', async (address: string) => {
    const isAgain = asked.filter((before) => before.includes('after=1')).length > 0;
    const answer = await fetch(address);
    if (!isAgain || !address.startsWith(REPORT) || address.includes('after')) return answer;
    return Response.json(aTermReport(3, [fine]), { headers: answer.headers });
  });
  show();
  await waitFor(() => expect(screen.getAllByRole('columnheader')).toHaveLength(3 + 4));
  await waitFor(() => expect(screen.getByText(below.user_full_name)).toBeTruthy());
});

it('prints whom it lists, and says so', async () => {
  serve(aTermReport(2, everybody));
  const { container } = show();
  fireEvent.click(await screen.findByLabelText(/^Below the limit/));
  await waitFor(() => expect(screen.getByText(/^For Excel/)).toBeTruthy());
  expect(container.querySelector('.sheet')).toBeNull();
  window.dispatchEvent(new Event('beforeprint'));
  const sheet = within(container.querySelector('.sheet') as HTMLElement);
  expect(sheet.getByText('Only: Below the limit (2 of 5 students)')).toBeTruthy();
  expect(sheet.getByText(/Term: Autumn/)).toBeTruthy();
  expect(sheet.getAllByRole('row')).toHaveLength(2 + 2);
  expect(sheet.getAllByText(/^▼/)).toHaveLength(2);
  window.dispatchEvent(new Event('afterprint'));
  await waitFor(() => expect(container.querySelector('.sheet')).toBeNull());
});

it('prints more sessions than a sheet is wide in parts, each with all names', async () => {
  serve(aTermReport(85, everybody));
  const { container } = show();
  await screen.findByLabelText(/^Everybody/);
  window.dispatchEvent(new Event('beforeprint'));
  const tables = [...container.querySelectorAll<HTMLElement>('.sheet-table')];
  expect(tables).toHaveLength(3);
  for (const table of tables) expect(table.querySelectorAll('tbody tr')).toHaveLength(5);
  expect(tables.map((table) => table.querySelectorAll('thead .session').length)).toEqual([28, 29, 28]);
  expect(within(tables[1]!).getByText('Part 2 of 3: sessions 29 to 57')).toBeTruthy();
  window.dispatchEvent(new Event('afterprint'));
});

it('shows and prints days of the institution, wherever the browser is', async () => {
  const report = aTermReport(1, [fine]);
  report.sessions[0]!.start_time = '2026-11-24T22:30:00.000Z';
  serve(report);
  const { fetch } = globalThis;
  vi.stubGlobal('fetch', async (address: string) =>
    address === '/api/v1/institution'
      ? Response.json({ name: null, time_zone: 'Pacific/Auckland' })
      : await fetch(address),
  );
  const { container } = show();
  expect(await screen.findByRole('columnheader', { name: '25/11' })).toBeTruthy();
  window.dispatchEvent(new Event('beforeprint'));
  expect(container.querySelector('.sheet thead .session')!.textContent).toBe('25/11');
  expect(screen.getByText(/25 Nov 2026 · 1 session/)).toBeTruthy();
  window.dispatchEvent(new Event('afterprint'));
});

it('shows and prints no absence of who was not enrolled, and a record in brackets', async () => {
  const late = aTermStudent('1', { cells: ['absent', 'present', 'present'], not_counted: [0, 1] });
  serve(aTermReport(3, [late]));
  const { container } = show();
  await screen.findByLabelText(/^Everybody/);
  const shown = [...container.querySelectorAll('.term .cell')];
  expect(shown.map((cell) => cell.textContent)).toEqual(['', '(P)', 'P']);
  expect(shown.map((cell) => cell.className)).toEqual(['cell', 'cell', 'cell present']);
  expect(screen.getByText(/Empty or in brackets/)).toBeTruthy();
  window.dispatchEvent(new Event('beforeprint'));
  const cells = [...container.querySelectorAll('.sheet tbody .session')].map((cell) => cell.textContent);
  expect(cells).toEqual(['', '(P)', 'P']);
  expect(screen.getByText(/^Empty or in brackets/)).toBeTruthy();
  window.dispatchEvent(new Event('afterprint'));
});

it.each([
  ['sessions', 'Missed sessions', '2'],
  ['hours', 'Missed hours', '5'],
] as const)('shows and prints what was missed in %s where the course counts them', async (unit, heading, missed) => {
  const absent = unit === 'hours' ? 5 : 2;
  serve(aTermReport(2, [aTermStudent('1', { hours_missed: 5, sum: { ...fine.sum, unit, absent } })]));
  const { container } = show();
  const column = await screen.findByRole('columnheader', { name: heading });
  expect([...column.closest('tr')!.children].indexOf(column)).toBe(4);
  expect(container.querySelectorAll('.term tbody td')[3]!.textContent).toBe(missed);
  window.dispatchEvent(new Event('beforeprint'));
  expect(container.querySelector('.sheet thead .missed')!.textContent).toBe(heading);
  expect(container.querySelector('.sheet tbody .missed')!.textContent).toBe(missed);
  window.dispatchEvent(new Event('afterprint'));
});

it('has the letters and the title of the workbook, also in Turkish', async () => {
  serve(aTermReport(2, [fine]));
  setLanguage('tr');
  const { container } = show();
  expect(await screen.findByText(/V var, G geç, İ izinli, Y yok, R kabul edilmedi, K kontrol ediliyor/)).toBeTruthy();
  expect([...container.querySelectorAll('.term .cell')].map((cell) => cell.textContent)).toEqual(['V', 'V']);
  window.dispatchEvent(new Event('beforeprint'));
  expect(container.querySelector('.sheet-title')!.textContent).toContain('Dönem devam çizelgesi');
  window.dispatchEvent(new Event('afterprint'));
  setLanguage('en');
});
