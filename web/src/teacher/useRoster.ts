import { useQueryClient } from '@tanstack/preact-query';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { follow, type StreamState } from '../api/stream';
import { eventsAddress, listRecords, readSession } from '../api/teacher';
import type { AttendanceRecord } from '../api/types';
import { applyEvent, emptyRoster, putRecords, type RosterState, removeRecord, replaceRecords } from './roster-state';

// The server allows 60 calls a minute, and the teacher's clicks come on top.
const POLL_EVERY_MS = 4000;

export interface LiveRoster extends RosterState {
  state: StreamState;
  error: unknown;
  /** Shows the answers to a decision before their events come. */
  put(records: AttendanceRecord[]): void;
  remove(student: string): void;
}

/** The roster of a live class session, kept up to date by its stream. */
export function useRoster(id: string): LiveRoster {
  const client = useQueryClient();
  const [roster, setRoster] = useState<RosterState>(emptyRoster);
  const [state, setState] = useState<StreamState>('connecting');
  const [error, setError] = useState<unknown>(null);
  const latest = useRef(roster);

  const update = useCallback((next: RosterState) => {
    latest.current = next;
    setRoster(next);
  }, []);

  useEffect(() => {
    update(emptyRoster);
    setError(null);
    return follow({
      address: eventsAddress(id),
      pollEveryMs: POLL_EVERY_MS,
      onState: setState,
      isFinished: () => latest.current.session?.is_live === false,
      onEvent(name, data, version) {
        setError(null);
        update(applyEvent(latest.current, name, data, version));
        if (name === 'session' && !latest.current.session?.is_live) {
          void client.invalidateQueries({ queryKey: ['live'] });
        }
      },
      async poll(signal) {
        try {
          const [session, records] = await Promise.all([readSession(id, signal), listRecords(id, signal)]);
          update(replaceRecords(latest.current, session, records));
          setError(null);
        } catch (failure) {
          setError(failure);
          throw failure;
        }
      },
    });
  }, [id]);

  const put = useCallback((records: AttendanceRecord[]) => update(putRecords(latest.current, records)), []);
  const remove = useCallback((student: string) => {
    // The answer to a deletion has no version; whatever was known of the record is older.
    const { records, version } = latest.current;
    update(removeRecord(latest.current, student, Math.max(version, records.get(student)?.version ?? 0)));
  }, []);
  return { ...roster, state, error, put, remove };
}
