import { QueryClient, QueryClientProvider } from '@tanstack/preact-query';
import { fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { beforeEach, expect, it, vi } from 'vitest';
import type { AttendanceRecord, ClassSession } from '../api/types';
import { aFailure, aRecord, aSession } from '../test-records';
import { CheckInPage } from './CheckInPage';
import { currentTicket, setTicket } from './ticket';

const session = aSession({ start_time: '2026-11-24T09:00:00.000Z', end_time: '2099-01-01T00:00:00.000Z' });

class RefusingRequest {
  static problem = {};
  upload = {};
  status = 400;
  responseText = '';
  onload?: () => void;
  open() {}
  setRequestHeader() {}
  getResponseHeader = () => null;
  send() {
    this.responseText = JSON.stringify(RefusingRequest.problem);
    queueMicrotask(() => this.onload?.());
  }
}

/** The stream sends a snapshot and stays open. */
function serve(snapshot: { session: ClassSession; record: AttendanceRecord | null }) {
  const event = new TextEncoder().encode(`event: snapshot\ndata: ${JSON.stringify(snapshot)}\n\n`);
  const body = () => new ReadableStream({ start: (controller) => controller.enqueue(event) });
  const headers = { 'Content-Type': 'text/event-stream' };
  vi.stubGlobal('fetch', async () => new Response(body(), { headers }));
}

const show = () =>
  render(
    <QueryClientProvider client={new QueryClient()}>
      <CheckInPage id="s1" />
    </QueryClientProvider>,
  );

beforeEach(() => {
  setTicket(null);
  vi.stubGlobal('XMLHttpRequest', RefusingRequest);
});

it.each([
  ['offers a check-in without a record', null, 'I am here'],
  ['offers another try where the server allows it', aFailure('1', 'wifi_failed'), 'Try again'],
])('%s', async (_, record, button) => {
  serve({ session, record });
  show();
  expect(await screen.findByRole('button', { name: button })).toBeTruthy();
});

it.each([aRecord('1'), aFailure('1', 'wifi_failed', { may_retry: false })])(
  'offers no further try where the server does not allow one (%#)',
  async (record) => {
    serve({ session, record });
    show();
    await screen.findByRole('status');
    expect(screen.queryByRole('button', { name: /I am here|Try again/ })).toBeNull();
  },
);

it.each(['ticket_missing', 'ticket_expired', 'ticket_not_yours', 'code_expired'])(
  'asks for a new code after %s, and says why',
  async (code) => {
    RefusingRequest.problem = { code, detail: 'Worded anew.' };
    setTicket({ session, ticket: 'old', expires_at: session.end_time });
    serve({ session: { ...session, require_code: true }, record: null });
    show();
    fireEvent.click(await screen.findByRole('button', { name: 'I am here' }));
    expect(await screen.findByLabelText(/type the code/)).toBeTruthy();
    expect((await screen.findByRole('alert')).textContent).toMatch(/[Ss]can/);
    expect(currentTicket.value).toBeNull();
  },
);

it('shows another refusal beside the button', async () => {
  RefusingRequest.problem = { code: 'session_not_started' };
  serve({ session, record: null });
  show();
  fireEvent.click(await screen.findByRole('button', { name: 'I am here' }));
  await waitFor(() => expect(screen.getByRole('alert').textContent).toContain('not begun'));
  expect(screen.getByRole('button', { name: 'I am here' })).toBeTruthy();
});
