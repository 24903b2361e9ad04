import { beforeEach, expect, it, vi } from 'vitest';
import { ApiError, NetworkError } from '../api/http';
import { aRecord } from '../test-records';
import { checkIn } from './check-in';

type Outcome = { status: number; body: unknown } | 'broken';
let outcomes: Outcome[];
let sent: { headers: Record<string, string> }[];

class ScriptedRequest {
  headers: Record<string, string> = {};
  upload = {};
  status = 0;
  responseText = '';
  onload?: () => void;
  onerror?: () => void;
  open() {}
  setRequestHeader(name: string, value: string) {
    this.headers[name] = value;
  }
  getResponseHeader() {
    return null;
  }
  send() {
    sent.push({ headers: this.headers });
    const outcome = outcomes.shift()!;
    queueMicrotask(() => {
      if (outcome === 'broken') return this.onerror?.();
      this.status = outcome.status;
      this.responseText = JSON.stringify(outcome.body);
      this.onload?.();
    });
  }
}

const options = { id: 's1', ticket: 'ticket-1' };
const noPause = () => Promise.resolve();

beforeEach(() => {
  sent = [];
  vi.stubGlobal('XMLHttpRequest', ScriptedRequest);
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json(aRecord('1'))));
});

it('sends the ticket along', async () => {
  outcomes = [{ status: 200, body: aRecord('1') }];
  expect((await checkIn(options, noPause)).is_attended).toBe(true);
  expect(sent[0]!.headers['X-Join-Ticket']).toBe('ticket-1');
});

it.each(['already_present', 'already_pending', 'decided_by_teacher'])(
  'retries when no answer comes, and takes %s for success',
  async (code) => {
    outcomes = ['broken', { status: 503, body: {} }, { status: 400, body: { code, detail: 'Worded anew.' } }];
    expect((await checkIn(options, noPause)).is_attended).toBe(true);
    expect(sent).toHaveLength(3);
  },
);

it('gives up after four failed tries', async () => {
  outcomes = Array<Outcome>(9).fill('broken');
  await expect(checkIn(options, noPause)).rejects.toBeInstanceOf(NetworkError);
  expect(sent).toHaveLength(4);
});

it('does not retry what was refused', async () => {
  outcomes = [{ status: 400, body: { code: 'session_ended' } }];
  await expect(checkIn(options, noPause)).rejects.toBeInstanceOf(ApiError);
  expect(sent).toHaveLength(1);
});
