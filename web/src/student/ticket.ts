import { signal } from '@preact/signals';
import type { Ticket } from '../api/types';
import { readStored, writeStored } from '../app/storage';

const KEY = 'attn.draft.ticket';

/** The ticket that a scanned or typed code was exchanged for. It survives the sign-in and a reload of the tab. */
export const currentTicket = signal<Ticket | null>(readStored<Ticket>('session', KEY));

export function setTicket(ticket: Ticket | null): void {
  writeStored('session', KEY, ticket);
  currentTicket.value = ticket;
}

export function ticketFor(sessionId: string): Ticket | null {
  const ticket = currentTicket.value;
  return ticket?.session.attendance_id === sessionId ? ticket : null;
}
