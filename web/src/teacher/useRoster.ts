import { useQueryClient } from '@tanstack/preact-query';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { follow, type StreamState } from '../api/stream';
import { eventsOf, findLive, listRecords } from '../api/teacher';
import type { AttendanceRecord } from '../api/types';
import { applyEvent, byNumber, emptyRoster, type RosterState } from './roster-state';

// 60 calls a minute are allowed, and clicks of the teacher come on top.
const POLL_MS = 4000;

export interface LiveRoster extends RosterState {
  state: StreamState;
  error: unknown;
  /** Puts an answer of the server in at once, before its event comes. */
  put(record: AttendanceRecord): void;
  drop(student: string): void;
}

/** The roster of a live class session, followed by its stream. */
export function useRoster(id: string): LiveRoster {
  const client = useQueryClient();
  const [roster, setRoster] = useState<RosterState>(emptyRoster);
  const [state, setState] = useState<StreamState>('connecting');
  const [error, setError] = useState<unknown>(null);
  const now = useRef(roster);

  const change = useCallback((next: RosterState) => {
    now.current = next;
    setRoster(next);
  }, []);

  useEffect(() => {
    change(emptyRoster);
    setError(null);
    return follow({
      address: eventsOf(id),
      pollEveryMs: POLL_MS,
      onState: setState,
      isOver: () => now.current.session?.is_live === false,
      onEvent(name, data) {
        setError(null);
        change(applyEvent(now.current, name, data));
        if (name === 'session' && !now.current.session?.is_live) void client.invalidateQueries({ queryKey: ['live'] });
      },
      async poll(signal) {
        try {
          const [records, live] = await Promise.all([listRecords(id, signal), findLive(signal)]);
          const known = now.current.session;
          const session = live?.attendance_id === id ? live : known && { ...known, is_live: false };
          change({ session, records: byNumber(records), loaded: true });
          setError(null);
        } catch (failure) {
          setError(failure);
          throw failure;
        }
      },
    });
  }, [id]);

  return {
    ...roster,
    state,
    error,
    put: (record) => change(applyEvent(now.current, 'record', record)),
    drop: (student) => change(applyEvent(now.current, 'removed', { student_school_number: student })),
  };
}
