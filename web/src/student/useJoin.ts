import { useState } from 'preact/hooks';
import { useLocation } from 'wouter-preact';
import { bindTicket, join } from '../api/student';
import type { Ticket } from '../api/types';
import { useSubmit } from '../app/submit';
import { login } from '../auth/login';
import { setTicket } from './ticket';

export const sessionHref = (id: string): string => `/student/sessions/${id}`;

/** Leads from a code to the page that checks in. Where a typed code fits several sessions, `matches` lists them. */
export function useJoin() {
  const [, navigate] = useLocation();
  const [matches, setMatches] = useState<Ticket[]>([]);
  const { submit, busy, error } = useSubmit((action: () => Promise<void>) => action());

  const open = async (ticket: Ticket): Promise<void> => {
    setTicket(ticket);
    setMatches([]);
    // Binds a ticket fetched before the sign-in, so that a ticket of somebody else is refused here and not at check-in.
    // Before the class session starts a ticket has no owner.
    if (login.value?.user.role === 'Student' && ticket.session.is_live) setTicket(await bindTicket(ticket.ticket));
    navigate(login.value ? sessionHref(ticket.session.attendance_id) : '/');
  };

  const exchange = async (code: string): Promise<void> => {
    const answer = await join(code);
    const [only] = answer.matches;
    if (only && answer.matches.length === 1) await open(only);
    else setMatches(answer.matches);
  };

  return {
    busy,
    error,
    matches,
    choose: (ticket: Ticket) => submit(() => open(ticket)),
    tryCode: (code: string) => submit(() => exchange(code)),
  };
}
