import { useQuery, useQueryClient } from '@tanstack/preact-query';
import { useState } from 'preact/hooks';
import { Link, Redirect, useLocation } from 'wouter-preact';
import * as api from '../api/teacher';
import type { AttendanceRecord, Session } from '../api/types';
import { isMissing } from '../app/queries';
import { useMessages } from '../i18n';
import { formatDate, formatTime } from '../i18n/format';
import { Button, Failure, Loading, Notice, Page } from '../ui/basics';
import { say } from '../ui/toast';
import { Exports } from './Exports';
import { ReasonDialog } from './ReasonDialog';
import { Roster } from './Roster';

/** A past session: its records, corrections and exports. */
export function SessionPage({ id }: { id: string }) {
  const m = useMessages();
  const client = useQueryClient();
  const [, go] = useLocation();
  const [deleting, setDeleting] = useState(false);
  const session = useQuery({
    queryKey: ['session', id],
    queryFn: ({ signal }) => findSession(id, signal),
    staleTime: 30_000,
    retry: 1,
  });
  const report = useQuery({
    queryKey: ['report', id],
    queryFn: ({ signal }) => api.reportSession(id, signal),
    staleTime: 5_000,
    retry: 1,
  });
  const records = useQuery({
    queryKey: ['records', id],
    queryFn: ({ signal }) => api.listRecords(id, signal),
    staleTime: 5_000,
  });
  const found = report.data?.session ?? session.data;

  const put = (record: AttendanceRecord): void => {
    client.setQueryData<AttendanceRecord[]>(['records', id], (before) => [
      ...(before ?? []).filter((other) => other.student.user_school_number !== record.student.user_school_number),
      record,
    ]);
  };
  const changed = (): void => {
    void client.invalidateQueries({ queryKey: ['records', id] });
    void client.invalidateQueries({ queryKey: ['report', id] });
  };

  if (records.error)
    return (
      <Page title={m.history.records}>
        <Failure error={records.error} retry={() => void records.refetch()} />
      </Page>
    );
  if (!found) {
    return (
      <Page title={m.history.records}>
        {session.isPending || report.isFetching ? (
          <Loading />
        ) : (
          <Notice kind="warn">
            <p>{m.history.missing}</p>
            <Link class="button main" href="/teacher/history">
              {m.teacher.history}
            </Link>
          </Notice>
        )}
      </Page>
    );
  }
  if (found.is_live) return <Redirect to={`/teacher/live/${id}`} replace />;
  const totals = report.data?.totals;
  return (
    <Page
      title={found.lesson_name}
      wide
      lead={
        <>
          {formatDate(found.start_time)}, {m.teacher.window(formatTime(found.start_time), formatTime(found.end_time))} ·{' '}
          {m.security.title[found.security_option]}
        </>
      }
      actions={
        <Button kind="danger" onClick={() => setDeleting(true)}>
          {m.history.deleteSession}
        </Button>
      }
    >
      {totals && (
        <section class="counters" aria-label={m.history.totals}>
          <p class="counter big present">
            <strong>{totals.present}</strong> <span class="of">{m.live.of(totals.expected)}</span>{' '}
            <span class="counter-name">{m.live.present}</span>
          </p>
          <p class="counter late">
            <strong>{totals.late}</strong> <span class="counter-name">{m.live.late}</span>
          </p>
          <p class="counter excused">
            <strong>{totals.excused}</strong> <span class="counter-name">{m.live.excused}</span>
          </p>
          <p class="counter absent">
            <strong>{totals.absent}</strong> <span class="counter-name">{m.live.absent}</span>
          </p>
        </section>
      )}
      {!isMissing(report.error) && <Exports address={(format) => api.sessionFile(id, format)} />}
      <Roster
        session={found}
        records={records.data ?? []}
        loaded={!records.isPending}
        onRecord={put}
        onChanged={changed}
        onRemoved={(student) =>
          client.setQueryData<AttendanceRecord[]>(['records', id], (before) =>
            before?.filter((record) => record.student.user_school_number !== student),
          )
        }
      />
      {deleting && (
        <ReasonDialog
          title={m.history.deleteTitle}
          label={m.roster.reason}
          hint={m.history.deleteHint}
          least={10}
          action={m.history.deleteSession}
          draft={`delete-session.${id}`}
          onClose={() => setDeleting(false)}
          onSubmit={async (reason) => {
            await api.deleteSession(id, reason);
            await client.invalidateQueries({ queryKey: ['history'] });
            say(m.history.deleted);
            go('/teacher/history');
          }}
        />
      )}
    </Page>
  );
}

/** There is no route for one session: a live one is asked for, a past one is looked up in the history. */
async function findSession(id: string, signal: AbortSignal): Promise<Session | null> {
  const live = await api.findLive(signal);
  if (live?.attendance_id === id) return live;
  return (await api.listHistory({ limit: 100 }, signal)).find((session) => session.attendance_id === id) ?? null;
}
