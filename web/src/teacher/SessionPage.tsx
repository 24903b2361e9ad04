import { useQuery, useQueryClient } from '@tanstack/preact-query';
import { useCallback, useState } from 'preact/hooks';
import { Link, Redirect, useLocation } from 'wouter-preact';
import { isNotFound } from '../api/http';
import * as api from '../api/teacher';
import type { AttendanceRecord } from '../api/types';
import { messages } from '../i18n';
import { formatDate, formatTime } from '../i18n/format';
import { PrintButton } from '../print/PrintButton';
import { Button, Failure, Loading, Notice, Page } from '../ui/basics';
import { showToast } from '../ui/toast';
import { Counters } from './Counters';
import { Exports } from './Exports';
import { ReasonDialog } from './ReasonDialog';
import { RollSheet } from './RollSheet';
import { Roster } from './Roster';
import { rollOf } from './roll';
import { byNumber } from './roster-state';
import { SimilarNumbers } from './SimilarNumbers';

/** A past session: its records, corrections and exports. */
export function SessionPage({ id }: { id: string }) {
  const m = messages();
  const [deleting, setDeleting] = useState(false);
  const session = useQuery({
    queryKey: ['session', id],
    queryFn: ({ signal }) => api.readSession(id, signal),
    staleTime: 30_000,
    retry: 1,
  });
  const summary = useQuery({
    queryKey: ['summary', id],
    queryFn: ({ signal }) => api.summarize(id, signal),
    staleTime: 5_000,
    retry: 1,
  });
  const { records, put, remove } = useRecords(id);

  if (isNotFound(session.error)) return <MissingSession />;
  const failed = [session, records].find((query) => query.isLoadingError);
  if (failed || !session.data) {
    return (
      <Page title={m.history.records}>
        {failed ? <Failure error={failed.error} retry={() => void failed.refetch()} /> : <Loading />}
      </Page>
    );
  }
  const { lesson_name, start_time, end_time, security_option, is_live, status } = session.data;
  if (is_live) return <Redirect to={`/teacher/live/${id}`} replace />;
  const known = byNumber(records.data ?? []);
  const roll = rollOf(summary.data?.students ?? [], known);
  return (
    <Page
      title={lesson_name}
      wide
      lead={
        <>
          {formatDate(start_time)}, {m.teacher.window(formatTime(start_time), formatTime(end_time))} ·{' '}
          {m.security.title[security_option]}
        </>
      }
      actions={
        <>
          <PrintButton disabled={!summary.data || !records.data} />
          <Button kind="danger" onClick={() => setDeleting(true)}>
            {m.history.deleteSession}
          </Button>
        </>
      }
    >
      {status === 'cancelled' && (
        <Notice kind="warn">
          <p>{m.live.cancelled(session.data.cancel_reason ?? '')}</p>
        </Notice>
      )}
      {status !== 'cancelled' && summary.data && records.data && (
        <Counters roll={roll} expected={summary.data.expected} />
      )}
      <SimilarNumbers groups={summary.data?.similar_numbers} />
      <Exports address={(format) => api.sessionFileAddress(id, format)} />
      <Roster
        session={session.data}
        records={records.data ?? []}
        loaded={!records.isPending}
        onRecords={put}
        onRemoved={remove}
      />
      <RollSheet session={session.data} roll={roll} records={known} isWhole={Boolean(summary.data && records.data)} />
      {deleting && <DeleteDialog id={id} onClose={() => setDeleting(false)} />}
    </Page>
  );
}

/** The records of a past session. A correction puts its answer into the cache; only the summary is refetched. */
function useRecords(id: string) {
  const client = useQueryClient();
  const records = useQuery({
    queryKey: ['records', id],
    queryFn: ({ signal }) => api.listRecords(id, signal),
    staleTime: 5_000,
  });
  const update = (change: (records: Map<string, AttendanceRecord>) => void): void => {
    client.setQueryData<AttendanceRecord[]>(['records', id], (before) => {
      const map = byNumber(before ?? []);
      change(map);
      return [...map.values()];
    });
    void client.invalidateQueries({ queryKey: ['summary', id] });
  };
  const put = useCallback(
    (changed: AttendanceRecord[]) =>
      update((map) => {
        for (const [number, record] of byNumber(changed)) {
          if (record.is_deleted) map.delete(number);
          else if ((map.get(number)?.version ?? 0) <= record.version) map.set(number, record);
        }
      }),
    [id],
  );
  const remove = useCallback(
    (student: string) => {
      update((map) => map.delete(student));
      void client.invalidateQueries({ queryKey: ['records', id] });
    },
    [id],
  );
  return { records, put, remove };
}

function MissingSession() {
  const m = messages();
  return (
    <Page title={m.history.records}>
      <Notice kind="warn">
        <p>{m.history.missing}</p>
        <Link class="button main" href="/teacher/history">
          {m.teacher.history}
        </Link>
      </Notice>
    </Page>
  );
}

function DeleteDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const m = messages();
  const client = useQueryClient();
  const [, navigate] = useLocation();
  return (
    <ReasonDialog
      title={m.history.deleteTitle}
      label={m.roster.reason}
      hint={m.history.deleteHint}
      minLength={10}
      action={m.history.deleteSession}
      draft={`delete-session.${id}`}
      onClose={onClose}
      onSubmit={async (reason) => {
        await api.deleteSession(id, reason);
        await client.invalidateQueries({ queryKey: ['history'] });
        showToast(m.history.deleted);
        navigate('/teacher/history');
      }}
    />
  );
}
