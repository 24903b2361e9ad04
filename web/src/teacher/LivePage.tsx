import { useQuery, useQueryClient } from '@tanstack/preact-query';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { Link } from 'wouter-preact';
import type { StreamState } from '../api/stream';
import { extend, finish, summarize } from '../api/teacher';
import { useDraft } from '../app/draft';
import { useNow, useSettled } from '../app/hooks';
import { isMissing } from '../app/queries';
import { inUse } from '../auth/keep-alive';
import { useMessages } from '../i18n';
import { formatSpan, formatTime } from '../i18n/format';
import { explain } from '../i18n/words';
import { Button, Dialog, Empty, Failure, Loading, Notice, Page } from '../ui/basics';
import { say } from '../ui/toast';
import { ArrivalsPlot } from './ArrivalsPlot';
import { QrPanel } from './QrPanel';
import { Roster } from './Roster';
import { arrivalsOf, type Counts, countRecords } from './roster-state';
import { useRoster } from './useRoster';

const EXTEND_MINUTES = [5, 10, 15];

/** The page on the projector while a class signs in. */
export function LivePage({ id }: { id: string }) {
  const m = useMessages();
  const client = useQueryClient();
  const roster = useRoster(id);
  const now = useNow();
  const [forProjector, setForProjector] = useDraft('projector', false);
  const [finishing, setFinishing] = useState(false);
  const records = useMemo(() => [...roster.records.values()], [roster.records]);
  const counts = useMemo(() => countRecords(records), [records]);
  const arrivals = useMemo(() => arrivalsOf(records), [records]);
  const session = roster.session;
  const isLive = session?.is_live === true;

  // Who is expected only the server knows; asked again when the roster has been quiet for a moment.
  const settled = useSettled(roster.records, 1500);
  const summary = useQuery({
    queryKey: ['summary', id],
    queryFn: ({ signal }) => summarize(id, signal),
    staleTime: 0,
    retry: 1,
  });
  useEffect(() => void (roster.loaded && !isMissing(summary.error) && summary.refetch()), [settled, roster.loaded]);

  // A class looks at it: the sign-in stays while the session lasts.
  useEffect(() => (isLive ? inUse() : undefined), [isLive]);
  useWakeLock(isLive);

  if (!session)
    return <Page title={m.teacher.liveNow}>{roster.error ? <Failure error={roster.error} /> : <Loading />}</Page>;
  const absent = (summary.data?.absent ?? []).filter(
    (student) =>
      !roster.records.get(student.user_school_number)?.is_attended &&
      roster.records.get(student.user_school_number)?.fail_reason !== 'FACE_RECOGNITION_PENDING',
  );

  const lengthen = async (minutes: number): Promise<void> => {
    try {
      const changed = await extend(id, new Date(Date.parse(session.end_time) + minutes * 60_000).toISOString());
      say(m.live.extended(formatTime(changed.end_time)));
    } catch (refusal) {
      say(explain(refusal), 'bad');
    }
  };

  return (
    <Page
      title={m.live.title(session.lesson_name)}
      wide
      lead={
        <>
          {isLive ? m.live.remaining(formatSpan(Date.parse(session.end_time) - now)) : m.live.ended} ·{' '}
          {m.security.title[session.security_option]} · <StreamMark state={roster.state} />
        </>
      }
      actions={
        isLive && (
          <>
            <Button
              icon="screen"
              aria-pressed={forProjector}
              onClick={() => {
                setForProjector(!forProjector);
                fillScreen(!forProjector);
              }}
            >
              {forProjector ? m.live.leaveProjector : m.live.projector}
            </Button>
            <Menu label={m.live.extend}>
              {EXTEND_MINUTES.map((minutes) => (
                <Button key={minutes} kind="quiet" onClick={() => void lengthen(minutes)}>
                  {m.live.extendBy(minutes)}
                </Button>
              ))}
            </Menu>
            <Button kind="danger" onClick={() => setFinishing(true)}>
              {m.live.finish}
            </Button>
          </>
        )
      }
    >
      {!isLive && (
        <Notice kind="good">
          <p>{m.live.ended}</p>
          <Link class="button main" href={`/teacher/sessions/${id}`}>
            {m.live.toRecords}
          </Link>
        </Notice>
      )}
      {roster.error !== null && <Failure error={roster.error} />}
      <div class={forProjector && isLive ? 'live projector' : 'live'}>
        {isLive && <QrPanel id={id} />}
        <div class="live-side">
          <Counters
            counts={counts}
            absent={summary.data ? absent.length : null}
            expected={summary.data?.expected ?? null}
          />
          <section class="card" aria-labelledby="arrivals">
            <h2 id="arrivals">{m.live.arrivals}</h2>
            <ArrivalsPlot
              arrivals={arrivals}
              start={Date.parse(session.start_time)}
              now={Math.min(now, Date.parse(session.end_time))}
            />
          </section>
          {!(forProjector && isLive) && (
            <section class="card" aria-labelledby="absent">
              <h2 id="absent">{m.live.whoIsAbsent}</h2>
              {summary.data && !summary.data.has_class_list && <p class="hint">{m.live.absentNoList}</p>}
              {isMissing(summary.error) ? (
                <Empty>{m.live.absentUnknown}</Empty>
              ) : summary.isPending ? (
                <Loading />
              ) : absent.length === 0 ? (
                <Empty>{m.live.absentNone}</Empty>
              ) : (
                <ul class="names" tabIndex={0} aria-labelledby="absent">
                  {absent.map((student) => (
                    <li key={student.user_school_number}>
                      {student.user_full_name} <span class="muted">{student.user_school_number}</span>
                    </li>
                  ))}
                </ul>
              )}
            </section>
          )}
        </div>
      </div>
      {!(forProjector && isLive) && (
        <Roster
          session={session}
          records={records}
          loaded={roster.loaded}
          onRecord={roster.put}
          onRemoved={roster.drop}
        />
      )}
      {finishing && (
        <FinishDialog
          id={id}
          onClose={() => setFinishing(false)}
          onDone={() => {
            setFinishing(false);
            void client.invalidateQueries({ queryKey: ['live'] });
            void client.invalidateQueries({ queryKey: ['history'] });
          }}
        />
      )}
    </Page>
  );
}

function Counters({ counts, absent, expected }: { counts: Counts; absent: number | null; expected: number | null }) {
  const m = useMessages();
  const spoken = useSettled(m.live.announce(counts.here, counts.pending, counts.failed), 2000);
  const small: [string, number | null, string][] = [
    ['late', counts.late, m.live.late],
    ['pending', counts.pending, m.live.pending],
    ['failed', counts.failed, m.live.failed],
    ['excused', counts.excused, m.live.excused],
    ['absent', absent, m.live.absent],
  ];
  return (
    <section class="counters" aria-label={m.live.counts}>
      <p class="counter big present">
        <strong>{counts.here}</strong>{' '}
        {expected !== null && expected > 0 && <span class="of">{m.live.of(expected)}</span>}{' '}
        <span class="counter-name">{m.live.present}</span>
      </p>
      {small.map(
        ([kind, count, label]) =>
          count !== null && (
            <p key={kind} class={`counter ${kind}`}>
              <strong>{count}</strong> <span class="counter-name">{label}</span>
            </p>
          ),
      )}
      <p class="visually-hidden" aria-live="polite" aria-atomic="true">
        {spoken}
      </p>
    </section>
  );
}

function StreamMark({ state }: { state: StreamState }) {
  const m = useMessages();
  const words = {
    live: m.live.streamLive,
    polling: m.live.streamPolling,
    connecting: m.live.streamConnecting,
    ended: m.live.streamEnded,
  };
  return <span class={`stream is-${state}`}>{words[state]}</span>;
}

function Menu({ label, children }: { label: string; children: preact.ComponentChildren }) {
  return (
    <details
      class="menu"
      onClick={(event) => {
        if (event.target instanceof HTMLButtonElement) event.currentTarget.open = false;
      }}
    >
      <summary class="button plain">{label}</summary>
      <div class="menu-box">{children}</div>
    </details>
  );
}

function FinishDialog({ id, onClose, onDone }: { id: string; onClose: () => void; onDone: () => void }) {
  const m = useMessages();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const submit = async (): Promise<void> => {
    setBusy(true);
    try {
      await finish(id);
      onDone();
    } catch (refusal) {
      setError(refusal);
      setBusy(false);
    }
  };
  return (
    <Dialog title={m.live.finishTitle} onClose={onClose}>
      <p>{m.live.finishText}</p>
      {error !== null && <Failure error={error} />}
      <div class="dialog-actions">
        <Button onClick={onClose}>{m.app.cancel}</Button>
        <Button kind="danger" busy={busy} onClick={() => void submit()}>
          {busy ? m.live.finishing : m.live.finish}
        </Button>
      </div>
    </Dialog>
  );
}

/** The whole screen for the code; where the browser refuses that, the page does. */
function fillScreen(on: boolean): void {
  if (on) void document.documentElement.requestFullscreen?.().catch(() => undefined);
  else if (document.fullscreenElement) void document.exitFullscreen();
}

/** A projector's computer shall not fall asleep in the middle of a class. */
function useWakeLock(wanted: boolean): void {
  useEffect(() => {
    if (!wanted || !('wakeLock' in navigator)) return;
    let lock: WakeLockSentinel | null = null;
    const ask = (): void => {
      if (document.visibilityState === 'visible')
        void navigator.wakeLock.request('screen').then(
          (held) => (lock = held),
          () => undefined,
        );
    };
    ask();
    document.addEventListener('visibilitychange', ask);
    return () => {
      document.removeEventListener('visibilitychange', ask);
      void lock?.release();
    };
  }, [wanted]);
}
