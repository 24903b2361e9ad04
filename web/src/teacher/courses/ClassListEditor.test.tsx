import { QueryClient, QueryClientProvider } from '@tanstack/preact-query';
import { fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { CourseStudent, ListPreview } from '../../api/types';
import { setLanguage } from '../../i18n';
import { aCourse, anEnrolled } from '../../test-records';
import { CoursePage } from './CoursePage';

const COURSE = '/api/v1/teacher/courses/c1';
const LIST = 'Sıra\tÖğrenci No\tAdı\tSoyadı\n1\t0502210012\tAyşe\tYılmaz';

const aPreview = (part: Partial<ListPreview> = {}): ListPreview => ({
  source: { kind: 'text', encoding: 'utf-8', separator: 'tab', sheet: null, sheets: [] },
  columns: [
    { index: 1, heading: 'Sıra', role: 'ignored', samples: ['1'] },
    { index: 2, heading: 'Öğrenci No', role: 'number', samples: ['0502210012'] },
    { index: 3, heading: 'Adı', role: 'name', samples: ['Ayşe'] },
    { index: 4, heading: 'Soyadı', role: 'surname', samples: ['Yılmaz'] },
  ],
  skipped: [{ line: 1, text: 'Sıra Öğrenci No Adı Soyadı', reason: 'heading' }],
  students: [{ line: 2, user_school_number: '0502210012', user_full_name: 'Ayşe Yılmaz', group: null }],
  problems: [],
  problem_count: 0,
  warnings: [],
  added: [{ user_school_number: '0502210012', user_full_name: 'Ayşe Yılmaz', group: null }],
  removed: [],
  renamed: [],
  changed: [],
  unchanged: 3,
  ...part,
});

interface Sent {
  route: string;
  query: string;
  body: string;
  headers: Record<string, string>;
  signal: AbortSignal;
}

/** A server whose list has version 1 and is replaced by whatever comes; `preview` and `put` may be changed. */
function serve(list: CourseStudent[] = ['1', '2', '3'].map((number) => anEnrolled(number))) {
  const server = {
    version: 1,
    sent: [] as Sent[],
    preview: async (_: Sent): Promise<unknown> => aPreview(),
    put: (_: Sent): Response | null => null,
    of: (route: string) => server.sent.filter((each) => each.route === route),
  };
  // Every answer but the preview's goes through a proxy that compresses it.
  const answer = (body: unknown, weak = 'W/') =>
    Response.json(body, { headers: { ETag: `${weak}"v${server.version}"` } });
  vi.stubGlobal('fetch', async (address: string, init: RequestInit) => {
    const { pathname, search } = new URL(address, 'http://x');
    const route = `${init.method} ${pathname.replace(COURSE, '')}`;
    const body = init.body instanceof Blob ? await init.body.text() : String(init.body ?? '');
    const query = decodeURIComponent(search);
    const sent = { route, query, body, headers: init.headers as Record<string, string>, signal: init.signal! };
    server.sent.push(sent);
    if (route === 'GET ') return answer(aCourse());
    if (route === 'GET /students') return answer(list);
    if (route === 'POST /students/preview') return answer(await server.preview(sent), '');
    const refused = server.put(sent);
    if (refused) return refused;
    server.version += 1;
    return answer([]);
  });
  return server;
}

const show = async () => {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <QueryClientProvider client={client}>
      <CoursePage id="c1" section="students" />
    </QueryClientProvider>,
  );
  return (await screen.findByLabelText('New class list')) as HTMLTextAreaElement;
};

const paste = (box: HTMLElement, value: string) => fireEvent.input(box, { target: { value } });
const replace = () => screen.getByRole('button', { name: 'Replace the class list' }) as HTMLButtonElement;
const untilReplaceable = () => waitFor(() => expect(replace().disabled).toBe(false));
const choose = (...files: File[]) =>
  fireEvent.change(document.querySelector('input[type=file]')!, { target: { files } });

beforeEach(() => setLanguage('en'));
afterEach(() => setLanguage('en'));

it('shows what the server reads in a pasted list, and saves what it showed', async () => {
  const server = serve();
  paste(await show(), LIST);
  await untilReplaceable();
  const table = within(screen.getByRole('region', { name: 'What was read' }));
  expect(table.getByLabelText<HTMLSelectElement>('What “Öğrenci No” is').value).toBe('number');
  expect(screen.getByText('1 line is left out').parentElement!.textContent).toContain('Line 1: the headings');
  expect(screen.getByText('3 students stay as before')).toBeTruthy();
  fireEvent.click(replace());
  expect(await screen.findByText(/1 added, 0 removed, 0 renamed/)).toBeTruthy();
  const [put] = server.of('PUT /students');
  expect(put!.body).toBe(LIST);
  expect(put!.headers).toMatchObject({ 'If-Match': '"v1"', 'Content-Type': 'text/plain; charset=utf-8' });
  expect((screen.getByLabelText('New class list') as HTMLTextAreaElement).value).toBe('');
});

it('sends the columns as they are shown where somebody says that a doubted one is right', async () => {
  const server = serve();
  const problem = { line: 2, code: 'column_doubtful' as const, detail: 'Column 1 …', other_line: null, text: null };
  server.preview = async ({ query }) => aPreview(query ? {} : { problems: [problem], problem_count: 1 });
  paste(await show(), LIST);
  fireEvent.click(await screen.findByRole('button', { name: 'The columns are right as shown' }));
  await untilReplaceable();
  expect(server.of('POST /students/preview')[1]!.query).toBe('?columns=number:2,name:3,surname:4');
  expect(screen.queryByRole('button', { name: 'The columns are right as shown' })).toBeNull();
});

it('shows the last answer, even if an earlier one arrives later, and gives the earlier request up', async () => {
  const server = serve();
  const answers: Record<string, (preview: ListPreview) => void> = {};
  server.preview = ({ body }) => new Promise((resolve) => (answers[body] = resolve));
  const box = await show();
  paste(box, 'first');
  await waitFor(() => expect(answers.first).toBeTruthy());
  paste(box, 'second');
  await waitFor(() => expect(answers.second).toBeTruthy());
  answers.second!(aPreview({ unchanged: 22 }));
  await screen.findByText('22 students stay as before');
  answers.first!(aPreview({ unchanged: 11 }));
  expect(server.of('POST /students/preview')[0]!.signal.aborted).toBe(true);
  expect(screen.queryByText('11 students stay as before')).toBeNull();
});

it('asks anew when a column is given another role, and saves with that choice', async () => {
  const server = serve();
  paste(await show(), LIST);
  await untilReplaceable();
  const role = (column: string) => screen.getByLabelText<HTMLSelectElement>(`What “${column}” is`);
  fireEvent.change(role('Sıra'), { target: { value: 'group' } });
  await waitFor(() => expect(server.of('POST /students/preview')).toHaveLength(2));
  expect(server.of('POST /students/preview')[1]!.query).toBe('?columns=group:1,number:2,name:3,surname:4');
  fireEvent.change(role('Sıra'), { target: { value: 'number' } });
  expect(role('Öğrenci No').value).toBe('ignored');
  fireEvent.change(role('Adı'), { target: { value: 'ignored' } });
  // Without a name there is nothing to ask the server.
  expect(screen.getAllByText(/^Choose which column/).length).toBeGreaterThan(0);
  expect(replace().disabled).toBe(true);
  fireEvent.change(role('Adı'), { target: { value: 'name' } });
  await untilReplaceable();
  fireEvent.click(replace());
  await waitFor(() => expect(server.of('PUT /students')).toHaveLength(1));
  expect(server.of('PUT /students')[0]!.query).toBe('?columns=number:1,name:3,surname:4');
});

it('names problems beside their lines in the language of the page, and saves nothing', async () => {
  setLanguage('tr');
  const server = serve();
  const problem = (line: number, code: string, other_line: number | null = null) =>
    ({ line, code, other_line, detail: 'English.', text: 'Ali Kaya' }) as ListPreview['problems'][number];
  server.preview = async () =>
    aPreview({
      problems: [problem(3, 'number_repeated', 2), problem(4, 'of_a_newer_server')],
      problem_count: 7,
      warnings: [problem(2, 'number_changes_zeros')],
    });
  render(
    <QueryClientProvider client={new QueryClient()}>
      <CoursePage id="c1" section="students" />
    </QueryClientProvider>,
  );
  paste(await screen.findByLabelText('Yeni sınıf listesi'), `${LIST}\n2\t0502210012\tAli\tKaya\n3\tx`);
  const problems = await screen.findByRole('region', { name: '7 sorun var' });
  const [repeated, unknown, more] = within(problems).getAllByRole('listitem');
  expect(repeated!.textContent).toBe('3. satır: Bu öğrenci numarası listede iki kez var. Bkz. 2. satır.Ali Kaya');
  expect(unknown!.textContent).toContain('English.');
  expect(more!.textContent).toBe('ve 5 tane daha');
  expect(screen.getByRole('region', { name: 'Lütfen kontrol edin' }).textContent).toContain('2. satır');
  const button = screen.getByRole('button', { name: 'Sınıf listesini değiştir' }) as HTMLButtonElement;
  expect(button.disabled).toBe(true);
  expect(screen.getByText(/^Önce 7 sorunu giderin/)).toBeTruthy();
});

it('sends the bytes of a file as they are, by the kind that its name says, and offers the sheets', async () => {
  const server = serve();
  server.preview = async ({ query }) =>
    aPreview({
      source: {
        kind: 'workbook',
        encoding: null,
        separator: null,
        sheet: query ? 'B' : 'A',
        sheets: ['A', 'B'],
      },
    });
  await show();
  choose(new File([new Uint8Array([0xc7, 0x80, 0xff])], 'Liste.XLSX', { type: 'text/plain' }));
  fireEvent.change(await screen.findByLabelText('Worksheet'), { target: { value: '2' } });
  await screen.findByText('Workbook · worksheet “B”');
  const [, second] = server.of('POST /students/preview');
  expect(second!.query).toBe('?sheet=2');
  expect(second!.headers['Content-Type']).toContain('spreadsheetml.sheet');
  fireEvent.click(screen.getByRole('button', { name: 'Remove this file' }));
  expect(screen.getByLabelText('New class list')).toBeTruthy();
  expect(screen.queryByText('What was read')).toBeNull();
});

it.each([
  ['large.csv', 4 * 1024 * 1024 + 1, /more than 4 MB/],
  ['list.pdf', 10, /no XLSX, XLS, CSV or TXT/],
])('says at once that %s is not taken', async (name, size, says) => {
  const server = serve();
  await show();
  choose(new File([new Uint8Array(size)], name));
  expect((await screen.findByRole('alert')).textContent).toMatch(says);
  expect(server.of('POST /students/preview')).toEqual([]);
});

it('takes a file that is dropped on the card', async () => {
  const server = serve();
  await show();
  const card = screen.getByRole('region', { name: 'The whole class list' });
  const dataTransfer = { types: ['Files'], files: [new File(['No;Ad'], 'list.csv')] };
  fireEvent.drop(card, { dataTransfer });
  await waitFor(() => expect(server.of('POST /students/preview')).toHaveLength(1));
  expect(server.of('POST /students/preview')[0]).toMatchObject({
    body: 'No;Ad',
    headers: { 'Content-Type': 'text/csv' },
  });
});

it('asks once more before a large part of the list is removed', async () => {
  const server = serve();
  const removed = ['1', '2'].map((number) => ({ user_school_number: number, user_full_name: 'X Y', group: null }));
  server.preview = async () => aPreview({ removed, unchanged: 1 });
  paste(await show(), LIST);
  await untilReplaceable();
  fireEvent.click(replace());
  const dialog = within(await screen.findByRole('dialog', { name: 'Remove 2 students?' }));
  expect(dialog.getByText(/2 of the 3 students/)).toBeTruthy();
  expect(server.of('PUT /students')).toEqual([]);
  fireEvent.click(dialog.getByRole('button', { name: 'Replace the class list' }));
  await waitFor(() => expect(server.of('PUT /students')).toHaveLength(1));
});

it('says that nothing changes, and changes nothing', async () => {
  serve().preview = async () => aPreview({ added: [] });
  paste(await show(), LIST);
  expect(await screen.findAllByText(/^Nothing changes/)).toHaveLength(2);
  expect(replace().disabled).toBe(true);
});

it('shows the differences anew where somebody else has changed the list meanwhile', async () => {
  const server = serve();
  paste(await show(), LIST);
  await untilReplaceable();
  server.version = 5;
  server.preview = async () => aPreview({ unchanged: 55 });
  fireEvent.click(replace());
  expect(await screen.findByText(/was changed meanwhile/)).toBeTruthy();
  expect(await screen.findByText('55 students stay as before')).toBeTruthy();
  expect(server.of('PUT /students')).toEqual([]);
  await untilReplaceable();
  fireEvent.click(replace());
  await waitFor(() => expect(server.of('PUT /students')).toHaveLength(1));
  expect(server.of('PUT /students')[0]!.headers['If-Match']).toBe('"v5"');
});

it('shows the problems of a list that is refused when it is saved', async () => {
  const server = serve();
  paste(await show(), LIST);
  await untilReplaceable();
  const problems = [{ line: 2, code: 'name_missing', detail: 'x', other_line: null, text: '0502210012' }];
  server.put = () => Response.json({ code: 'class_list_not_valid', status: 422, problems }, { status: 422 });
  fireEvent.click(replace());
  const shown = within(await screen.findByRole('region', { name: '1 problem' }));
  expect(shown.getByRole('listitem').textContent).toContain('Line 2: The name is missing.');
});

it('puts the former list back exactly', async () => {
  const details = { group: 'A', from: '2026-10-05', to: null, exempt: true, exempt_reason: 'Repeats' };
  const server = serve([
    anEnrolled('1', { listed_full_name: 'Own Name', ...details }),
    anEnrolled('9', { enrolled: false }),
  ]);
  await show();
  fireEvent.click(await screen.findByRole('button', { name: 'Remove the class list' }));
  fireEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Remove the class list' }));
  fireEvent.click(await screen.findByRole('button', { name: 'Undo' }));
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull());
  const [removal, undo] = server.of('PUT /students');
  expect(JSON.parse(removal!.body)).toEqual({ students: [] });
  expect(removal!.headers['If-Match']).toBe('"v1"');
  const former = { student_school_number: '1', student_full_name: 'Own Name', ...details };
  expect(JSON.parse(undo!.body)).toEqual({ students: [former] });
  expect(undo!.headers['If-Match']).toBe('"v2"');
});

it('puts a student back who was taken off the list', async () => {
  const student = anEnrolled('1', { group: 'A', from: '2026-10-05' });
  const server = serve([student]);
  await show();
  fireEvent.click(await screen.findByRole('button', { name: 'Edit Student 1' }));
  fireEvent.click(screen.getByRole('button', { name: 'Take off the list' }));
  fireEvent.click(screen.getByRole('button', { name: 'Take off the list' }));
  fireEvent.click(await screen.findByRole('button', { name: 'Undo' }));
  await waitFor(() => expect(server.of('PUT /students/1')).toHaveLength(1));
  expect(JSON.parse(server.of('PUT /students/1')[0]!.body)).toEqual({
    student_full_name: 'Student 1',
    group: 'A',
    from: '2026-10-05',
    to: null,
    exempt: false,
  });
});
