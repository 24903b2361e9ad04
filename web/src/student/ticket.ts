import type { Session, Ticket } from '../api/types';
import { readStored, writeStored } from '../app/storage';
import { createStore } from '../app/store';

/** What a scanned or typed code gave, kept over the sign-in and a reload of the tab. */
const KEY = 'attn.draft.ticket';
const SESSION = 'attn.draft.session.';

export const keptTicket = createStore<Ticket | null>(readStored<Ticket>('session', KEY));

export function keepTicket(ticket: Ticket | null): void {
  writeStored('session', KEY, ticket);
  keptTicket.set(ticket);
  if (ticket) keepSession(ticket.session);
}

export const ticketOf = (id: string): string | null =>
  keptTicket.get()?.session.attendance_id === id ? keptTicket.get()!.ticket : null;

/** There is no route for one session: what was found by lesson or code is remembered for the page that attends. */
export const keepSession = (session: Session): void => writeStored('session', SESSION + session.attendance_id, session);
export const keptSession = (id: string): Session | null => readStored<Session>('session', SESSION + id);
