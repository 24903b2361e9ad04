import { Link } from 'wouter-preact';
import { serverNow } from '../app/clock';
import { messages } from '../i18n';
import { formatTime } from '../i18n/format';
import { Loading, Notice, Page } from '../ui/basics';
import { CheckInForm } from './CheckInForm';
import { CheckInResult } from './CheckInResult';
import { useOwnRecord } from './useOwnRecord';

/** One class session for one student: what it asks for, the check-in, and its result. */
export function CheckInPage({ id }: { id: string }) {
  const m = messages();
  const { session, record, loaded, state, put } = useOwnRecord(id);
  if (!session) {
    return <Page title={m.attend.title}>{loaded || state === 'ended' ? <UnknownSession /> : <Loading />}</Page>;
  }
  // Nobody has to tell the page that the time is up.
  const isOver = !session.is_live || serverNow() >= Date.parse(session.end_time);
  const mayCheckIn = loaded && !isOver && (record?.may_retry ?? true);
  return (
    <Page
      title={session.lesson_name}
      lead={
        <>
          {m.attend.with(session.teacher_full_name)} · {m.attend.until(formatTime(session.end_time))}
        </>
      }
    >
      {!loaded && <Loading />}
      {record && <CheckInResult record={record} />}
      {mayCheckIn && <CheckInForm session={session} isRetry={record !== null} onRecord={put} />}
      {session.status === 'cancelled' && (
        <Notice kind="warn">
          <p>{m.live.cancelled(session.cancel_reason ?? '')}</p>
        </Notice>
      )}
      {isOver && session.status !== 'cancelled' && !record?.is_attended && (
        <Notice kind="warn">
          <div>
            <strong>{m.attend.endedTitle}</strong>
            <p>{m.attend.endedText}</p>
          </div>
        </Notice>
      )}
      {state === 'polling' && record?.status === 'pending' && <p class="hint">{m.attend.offlineNote}</p>}
    </Page>
  );
}

function UnknownSession() {
  const m = messages();
  return (
    <>
      <Notice kind="warn">
        <p>{m.attend.unknown}</p>
      </Notice>
      <div class="pair">
        <Link class="button main" href="/student/scan">
          {m.student.scan}
        </Link>
        <Link class="button plain" href="/student">
          {m.student.todayLessons}
        </Link>
      </div>
    </>
  );
}
