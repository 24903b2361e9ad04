import { beforeEach, expect, it, vi } from 'vitest';
import { ApiError, Unreachable } from '../api/http';
import { aRecord } from '../test-records';
import { attend } from './attend';

type Outcome = { status: number; body: unknown } | 'broken';
let outcomes: Outcome[];
let sent: { headers: Record<string, string> }[];

class PlayedRequest {
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
  vi.stubGlobal('XMLHttpRequest', PlayedRequest);
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json(aRecord('1'))));
});

it('sends the ticket along', async () => {
  outcomes = [{ status: 200, body: aRecord('1') }];
  expect((await attend(options, noPause)).is_attended).toBe(true);
  expect(sent[0]!.headers['X-Join-Ticket']).toBe('ticket-1');
});

it('tries again where the network broke, and takes "already" for the success that it is', async () => {
  outcomes = [
    'broken',
    { status: 503, body: {} },
    { status: 400, body: { detail: 'You have already successfully joined this session.' } },
  ];
  expect((await attend(options, noPause)).is_attended).toBe(true);
  expect(sent).toHaveLength(3);
});

it('gives up after four broken tries', async () => {
  outcomes = Array<Outcome>(9).fill('broken');
  await expect(attend(options, noPause)).rejects.toBeInstanceOf(Unreachable);
  expect(sent).toHaveLength(4);
});

it('does not repeat what was refused', async () => {
  outcomes = [{ status: 400, body: { detail: 'This attendance session has already ended.' } }];
  await expect(attend(options, noPause)).rejects.toBeInstanceOf(ApiError);
  expect(sent).toHaveLength(1);
});
