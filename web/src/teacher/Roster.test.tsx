import { QueryClient, QueryClientProvider } from '@tanstack/preact-query';
import { fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { options, type VNode } from 'preact';
import { beforeEach, expect, it, vi } from 'vitest';
import type { AttendanceRecord } from '../api/types';
import { setLanguage } from '../i18n';
import { aFailure, aRecord, aSession } from '../test-records';
import { Roster } from './Roster';
import { RosterRow } from './RosterRow';

// Preact calls `__r` before it renders a component; its types do not name it.
const hooks = options as { __r?: ((vnode: VNode) => void) | undefined };
let rendered: string[];

beforeEach(() => {
  rendered = [];
  const previous = hooks.__r;
  hooks.__r = (vnode) => {
    const { record } = vnode.props as { record?: AttendanceRecord };
    if (vnode.type === RosterRow && record) rendered.push(record.student.user_school_number);
    previous?.(vnode);
  };
  return () => {
    hooks.__r = previous;
  };
});

const onRecords = vi.fn();
const session = aSession();

const roster = (records: AttendanceRecord[]) => (
  <QueryClientProvider client={new QueryClient()}>
    <Roster session={session} records={records} loaded onRecords={onRecords} onRemoved={vi.fn()} />
  </QueryClientProvider>
);

it('re-renders only the row that changed', async () => {
  const [first, second, third] = [aRecord('1'), aRecord('2'), aFailure('3', 'wifi_failed')];
  const { rerender } = render(roster([first, second, third]));
  expect(rendered).toEqual(['1', '2', '3']);

  rendered = [];
  rerender(roster([first, { ...second, status: 'late' }, third]));
  expect(rendered).toEqual(['2']);

  rendered = [];
  fireEvent.click(screen.getByLabelText('Select Student 1'));
  await waitFor(() => expect(rendered).toEqual(['1']));
});

it('re-renders every row when the language changes', async () => {
  render(roster([aRecord('1'), aFailure('2', 'wifi_failed')]));
  expect(screen.getByText('Not in the campus network.')).toBeTruthy();
  setLanguage('tr');
  await waitFor(() => expect(screen.getByText('Kampüs ağında değil.')).toBeTruthy());
  setLanguage('en');
});

it('enrols a stranger with one touch', async () => {
  const stranger = aRecord('5', { enrolled: false, flags: ['late_ticket', 'not_enrolled'] });
  const fetch = vi.fn().mockImplementation(async () => Response.json({}));
  vi.stubGlobal('fetch', fetch);
  render(
    <QueryClientProvider client={new QueryClient()}>
      <Roster
        session={aSession({ course_id: 'c1' })}
        records={[aRecord('4', { enrolled: true }), stranger]}
        loaded
        onRecords={onRecords}
        onRemoved={vi.fn()}
      />
    </QueryClientProvider>,
  );
  expect(screen.queryByRole('button', { name: 'Put on the list: Student 4' })).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: 'Put on the list: Student 5' }));
  await waitFor(() =>
    expect(onRecords).toHaveBeenCalledWith([{ ...stranger, enrolled: true, flags: ['late_ticket'] }]),
  );
  expect(fetch.mock.calls[0]![0]).toBe('/api/v1/teacher/courses/c1/students/5');
  expect(fetch.mock.calls[0]![1].method).toBe('PUT');
});

it('takes over the record that the server answers to a decision', async () => {
  const accepted = aRecord('3', { decided_by: 'teacher' });
  const fetch = vi.fn().mockImplementation(async () => Response.json(accepted));
  vi.stubGlobal('fetch', fetch);
  render(roster([aFailure('3', 'wifi_failed')]));
  fireEvent.click(screen.getByRole('button', { name: 'Accept Student 3' }));
  await waitFor(() => expect(onRecords).toHaveBeenCalledWith([accepted]));
  expect(fetch.mock.calls[0]![0]).toBe('/api/v1/teacher/attendances/s1/live/records/3/accept');
});
