import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { isNotFound } from '../api/http';
import { follow, type StreamState } from '../api/stream';
import { eventsAddress, readRecord, readSession } from '../api/student';
import type { AttendanceRecord, ClassSession, StudentSnapshot } from '../api/types';
import { ticketFor } from './ticket';

// The server allows 20 look-ups a minute, and a poll makes two of them.
const POLL_EVERY_MS = 6500;

interface Own {
  session: ClassSession | null;
  record: AttendanceRecord | null;
  loaded: boolean;
}

/** A class session and the student's own record in it, kept up to date. Null once loaded: there is no such session. */
export function useOwnRecord(id: string) {
  const [own, setOwn] = useState<Own>({ session: ticketFor(id)?.session ?? null, record: null, loaded: false });
  const [state, setState] = useState<StreamState>('connecting');
  const latest = useRef(own);
  // The stream has told everything up to this version: an answer that is older is known or overtaken.
  const told = useRef(0);

  const update = useCallback((change: Partial<Own>) => {
    latest.current = { ...latest.current, ...change };
    setOwn(latest.current);
  }, []);

  const put = useCallback((record: AttendanceRecord) => {
    const newest = Math.max(told.current, latest.current.record?.version ?? 0);
    if (record.version >= newest) update({ record, loaded: true });
  }, []);

  useEffect(
    () =>
      follow({
        address: eventsAddress(id),
        pollEveryMs: POLL_EVERY_MS,
        onState: setState,
        isFinished: () => latest.current.session?.is_live === false,
        onEvent(name, data, version) {
          told.current = version;
          if (name === 'snapshot') update({ ...(data as StudentSnapshot), loaded: true });
          else if (name === 'record') put(data as AttendanceRecord);
          else if (name === 'removed') update({ record: null });
          else if (name === 'session') update({ session: data as ClassSession });
        },
        async poll(signal) {
          const session = await nullIfMissing(readSession(id, signal));
          const record = session && (await nullIfMissing(readRecord(id, signal)));
          if (record) put(record);
          update(record ? { session } : { session, record: null, loaded: true });
        },
      }),
    [id],
  );

  return { ...own, state, put };
}

async function nullIfMissing<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (isNotFound(error)) return null;
    throw error;
  }
}
