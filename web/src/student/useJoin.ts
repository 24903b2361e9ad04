import { useState } from 'preact/hooks';
import { useLocation } from 'wouter-preact';
import { bindTicket, join } from '../api/student';
import type { Ticket } from '../api/types';
import { login } from '../auth/login';
import { keepTicket } from './ticket';

export const sessionHref = (id: string): string => `/student/sessions/${id}`;

/** From a code to the page that attends. A typed code may fit several classes: then `choices` asks which one. */
export function useJoin() {
  const [, go] = useLocation();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [choices, setChoices] = useState<Ticket[]>([]);

  const choose = async (found: Ticket): Promise<void> => {
    keepTicket(found);
    setChoices([]);
    // With a sign-in the server has bound it already; asking again changes nothing, and says early when it is somebody else's.
    if (login.get()?.user.role === 'Student') keepTicket(await bindTicket(found.ticket));
    go(login.get() ? sessionHref(found.session.attendance_id) : '/');
  };

  const attempt = async (action: () => Promise<void>): Promise<boolean> => {
    setBusy(true);
    setError(null);
    try {
      await action();
      return true;
    } catch (refusal) {
      setError(refusal);
      return false;
    } finally {
      setBusy(false);
    }
  };

  return {
    busy,
    error,
    choices,
    choose: (found: Ticket) => attempt(() => choose(found)),
    tryCode: (code: string) =>
      attempt(async () => {
        const answer = await join(code);
        if (answer.matches.length === 1) await choose(answer.matches[0]!);
        else setChoices(answer.matches);
      }),
  };
}
