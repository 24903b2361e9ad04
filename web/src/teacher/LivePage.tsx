import { type UseQueryResult, useQuery, useQueryClient } from '@tanstack/preact-query';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { Link } from 'wouter-preact';
import type { StreamState } from '../api/stream';
import { extend, summarize } from '../api/teacher';
import type { AttendanceRecord, ClassSession, Summary } from '../api/types';
import { useDraft } from '../app/draft';
import { useDebounced, useNow } from '../app/hooks';
import { setFullscreen, useWakeLock } from '../app/screen';
import { keepAlive } from '../auth/keep-alive';
import { messages } from '../i18n';
import { formatDate, formatDuration, formatTime } from '../i18n/format';
import { PrintButton } from '../print/PrintButton';
import { Button, Empty, Failure, Loading, Notice, Page } from '../ui/basics';
import { Loaded } from '../ui/Loaded';
import { Menu } from '../ui/Menu';
import { showToast, toastFailure } from '../ui/toast';
import { ArrivalsPlot } from './ArrivalsPlot';
import { countArrivals } from './arrivals';
import { CancelDialog } from './CancelDialog';
import { Counters } from './Counters';
import { FinishDialog } from './FinishDialog';
import { QrPanel } from './QrPanel';
import { RollSheet } from './RollSheet';
import { Roster } from './Roster';
import { type RollStudent, rollOf } from './roll';
import { SimilarNumbers } from './SimilarNumbers';
import { useRoster } from './useRoster';

const EXTEND_MINUTES = [5, 10, 15];
const REFRESH_SUMMARY_AFTER_MS = 1500;

/** The page on the projector while a class checks in. */
export function LivePage({ id }: { id: string }) {
  const m = messages();
  const client = useQueryClient();
  const roster = useRoster(id);
  const [wantsProjector, setWantsProjector] = useDraft('projector', false);
  const [finishing, setFinishing] = useState(false);
  const [cancelling, setCancelling] = useState(false);
  const records = useMemo(() => [...roster.records.values()], [roster.records]);
  const { session } = roster;
  const isLive = session?.is_live === true;
  const onProjector = wantsProjector && isLive;

  // Only the server knows who is expected. The summary is refetched when the roster has settled.
  const settledRecords = useDebounced(roster.records, REFRESH_SUMMARY_AFTER_MS);
  const summary = useQuery({
    queryKey: ['summary', id],
    queryFn: ({ signal }) => summarize(id, signal),
    staleTime: 0,
    retry: 1,
  });
  useEffect(() => {
    if (roster.loaded) void summary.refetch();
  }, [settledRecords, roster.loaded]);

  const roll = useMemo(() => rollOf(summary.data?.students ?? [], roster.records), [summary.data, roster.records]);

  useEffect(() => (isLive ? keepAlive() : undefined), [isLive]);
  useWakeLock(isLive);

  if (!session) {
    return <Page title={m.teacher.liveNow}>{roster.error ? <Failure error={roster.error} /> : <Loading />}</Page>;
  }
  const extendBy = async (minutes: number): Promise<void> => {
    const end = new Date(Date.parse(session.end_time) + minutes * 60_000);
    const extended = await extend(id, end.toISOString());
    showToast(m.live.extended(formatTime(extended.end_time)));
  };

  return (
    <Page
      title={m.live.title(session.lesson_name)}
      wide
      lead={
        <>
          {isLive ? <RemainingTime session={session} /> : endOf(session)}
          {` · ${m.security.title[session.security_option]} · `}
          <StreamMark state={roster.state} />
        </>
      }
      actions={
        <>
          <PrintButton disabled={!roster.loaded || !summary.data} />
          {isLive && (
            <>
              <Button
                icon="screen"
                aria-pressed={wantsProjector}
                onClick={() => {
                  setWantsProjector(!wantsProjector);
                  setFullscreen(!wantsProjector);
                }}
              >
                {wantsProjector ? m.live.leaveProjector : m.live.projector}
              </Button>
              <Menu
                label={m.live.extend}
                items={EXTEND_MINUTES.map((minutes) => ({
                  label: m.live.extendBy(minutes),
                  onSelect: () => void toastFailure(() => extendBy(minutes)),
                }))}
              />
              <Button onClick={() => setCancelling(true)}>{m.live.cancelSession}</Button>
              <Button kind="danger" onClick={() => setFinishing(true)}>
                {m.live.finish}
              </Button>
            </>
          )}
        </>
      }
    >
      {!isLive && (
        <Notice kind="good">
          <p>{endOf(session)}</p>
          <Link class="button main" href={`/teacher/sessions/${id}`}>
            {m.live.toRecords}
          </Link>
        </Notice>
      )}
      {roster.error !== null && <Failure error={roster.error} />}
      <div class={onProjector ? 'live projector' : 'live'}>
        {isLive && <QrPanel id={id} />}
        <div class="live-side">
          <Counters roll={roll} expected={summary.data?.expected ?? null} />
          <ArrivalsCard session={session} records={records} />
          {!onProjector && <AbsentCard summary={summary} roll={roll} />}
        </div>
      </div>
      {!onProjector && <SimilarNumbers groups={summary.data?.similar_numbers} />}
      {!onProjector && (
        <Roster
          session={session}
          records={records}
          loaded={roster.loaded}
          onRecords={roster.put}
          onRemoved={roster.remove}
        />
      )}
      <RollSheet
        session={session}
        roll={roll}
        records={roster.records}
        isWhole={roster.loaded && summary.data !== undefined}
      />
      {cancelling && <CancelDialog session={session} onClose={() => setCancelling(false)} />}
      {finishing && (
        <FinishDialog
          id={id}
          onClose={() => setFinishing(false)}
          onFinished={() => {
            setFinishing(false);
            void client.invalidateQueries({ queryKey: ['live'] });
            void client.invalidateQueries({ queryKey: ['history'] });
            void client.invalidateQueries({ queryKey: ['session'] });
          }}
        />
      )}
    </Page>
  );
}

function endOf(session: ClassSession): string {
  const m = messages();
  return session.status === 'cancelled' ? m.live.cancelled(session.cancel_reason ?? '') : m.live.ended;
}

// What shows the time has components of its own, so that the roster is not re-rendered every second.

function RemainingTime({ session }: { session: ClassSession }) {
  const m = messages();
  const now = useNow();
  const start = Date.parse(session.start_time);
  if (now < start) return <>{m.live.startsAt(formatDate(session.start_time), formatTime(session.start_time))}</>;
  return <>{m.live.remaining(formatDuration(Date.parse(session.end_time) - now))}</>;
}

function ArrivalsCard({ session, records }: { session: ClassSession; records: AttendanceRecord[] }) {
  const m = messages();
  const now = useNow();
  const arrivals = useMemo(() => countArrivals(records), [records]);
  return (
    <section class="card" aria-labelledby="arrivals">
      <h2 id="arrivals">{m.live.arrivals}</h2>
      <ArrivalsPlot
        arrivals={arrivals}
        start={Date.parse(session.start_time)}
        now={Math.min(now, Date.parse(session.end_time))}
      />
    </section>
  );
}

interface AbsentCardProps {
  summary: UseQueryResult<Summary>;
  roll: RollStudent[];
}

function AbsentCard({ summary, roll }: AbsentCardProps) {
  const m = messages();
  return (
    <section class="card" aria-labelledby="absent">
      <h2 id="absent">{m.live.whoIsAbsent}</h2>
      <Loaded query={summary}>
        {({ has_class_list }) => (
          <>
            {!has_class_list && <p class="hint">{m.live.absentNoList}</p>}
            <AbsentList students={roll.filter(({ status }) => status === 'absent')} />
          </>
        )}
      </Loaded>
    </section>
  );
}

function AbsentList({ students }: { students: RollStudent[] }) {
  const m = messages();
  if (students.length === 0) return <Empty>{m.live.absentNone}</Empty>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard.
    <ul class="names" tabIndex={0} aria-labelledby="absent">
      {students.map((student) => (
        <li key={student.user_school_number}>
          {student.user_full_name} <span class="muted">{student.user_school_number}</span>
        </li>
      ))}
    </ul>
  );
}

function StreamMark({ state }: { state: StreamState }) {
  const m = messages();
  const labels = {
    live: m.live.streamLive,
    polling: m.live.streamPolling,
    connecting: m.live.streamConnecting,
    ended: m.live.streamEnded,
  };
  return <span class={`stream is-${state}`}>{labels[state]}</span>;
}
