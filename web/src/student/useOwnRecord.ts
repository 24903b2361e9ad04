import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { ApiError } from '../api/http';
import { follow, type StreamState } from '../api/stream';
import { eventsOf, readStatus } from '../api/student';
import type { AttendanceRecord, Session } from '../api/types';
import { keepSession, keptSession } from './ticket';

// 20 look-ups a minute are allowed.
const POLL_MS = 4000;

interface Own {
  session: Session | null;
  record: AttendanceRecord | null;
  loaded: boolean;
}

/** The student's own record in one class session, as it changes. */
export function useOwnRecord(id: string) {
  const [own, setOwn] = useState<Own>({ session: keptSession(id), record: null, loaded: false });
  const [state, setState] = useState<StreamState>('connecting');
  const now = useRef(own);

  const change = useCallback((next: Own) => {
    if (next.session && next.session !== now.current.session) keepSession(next.session);
    now.current = next;
    setOwn(next);
  }, []);

  const put = useCallback((record: AttendanceRecord) => {
    const known = now.current.record;
    if (!known || known.updated_at <= record.updated_at) change({ ...now.current, record, loaded: true });
  }, []);

  useEffect(
    () =>
      follow({
        address: eventsOf(id),
        pollEveryMs: POLL_MS,
        onState: setState,
        isOver: () => now.current.session?.is_live === false,
        onEvent(name, data) {
          if (name === 'snapshot')
            change({ ...(data as { session: Session; record: AttendanceRecord | null }), loaded: true });
          else if (name === 'record') put(data as AttendanceRecord);
          else if (name === 'removed') change({ ...now.current, record: null });
          else if (name === 'session') change({ ...now.current, session: data as Session });
        },
        async poll(signal) {
          try {
            put(await readStatus(id, signal));
          } catch (error) {
            // No record yet.
            if (error instanceof ApiError && error.status === 404)
              change({ ...now.current, record: null, loaded: true });
            else throw error;
          }
        },
      }),
    [id],
  );

  return { ...own, state, put };
}
