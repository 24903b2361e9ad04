import { useQuery, useQueryClient } from '@tanstack/preact-query';
import { useEffect, useState } from 'preact/hooks';
import { Link } from 'wouter-preact';
import { ApiError, Unreachable } from '../api/http';
import { answerConsent, readConsent } from '../api/student';
import type { AttendanceRecord, Session } from '../api/types';
import { serverNow } from '../app/clock';
import { useStore } from '../app/store';
import { useMessages } from '../i18n';
import { formatTime } from '../i18n/format';
import { Button, Failure, Loading, Notice, Page } from '../ui/basics';
import { Icon } from '../ui/icons';
import { attend } from './attend';
import { CodeForm } from './CodeForm';
import { ConsentQuestion } from './ConsentQuestion';
import { Selfie } from './Selfie';
import { blocksAnotherTry, Standing } from './Standing';
import { keepTicket, keptTicket, ticketOf } from './ticket';
import { useOwnRecord } from './useOwnRecord';

/** One class session for one student: what is asked for, doing it, and what came of it. */
export function AttendPage({ id }: { id: string }) {
  const m = useMessages();
  const { session, record, loaded, state, put } = useOwnRecord(id);
  useStore(keptTicket);
  if (!session) {
    return (
      <Page title={m.attend.title}>
        {record && <Standing record={record} />}
        {!record &&
          (state === 'polling' || state === 'ended' ? (
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
          ) : (
            <Loading />
          ))}
      </Page>
    );
  }
  const isOver = !session.is_live || serverNow() >= Date.parse(session.end_time);
  return (
    <Page
      title={session.lesson_name}
      lead={
        <>
          {m.attend.with(session.teacher_full_name)} · {m.attend.until(formatTime(session.end_time))}
        </>
      }
    >
      {!loaded && state === 'connecting' && <Loading />}
      {record && <Standing record={record} />}
      {(loaded || state !== 'connecting') && !isOver && !(record && blocksAnotherTry(record)) && (
        <Attending session={session} record={record} onRecord={put} />
      )}
      {isOver && !record?.is_attended && (
        <Notice kind="warn">
          <div>
            <strong>{m.attend.endedTitle}</strong>
            <p>{m.attend.endedText}</p>
          </div>
        </Notice>
      )}
      {state === 'polling' && record?.fail_reason === 'FACE_RECOGNITION_PENDING' && (
        <p class="hint">{m.attend.offlineNote}</p>
      )}
    </Page>
  );
}

function Attending({
  session,
  record,
  onRecord,
}: {
  session: Session;
  record: AttendanceRecord | null;
  onRecord: (record: AttendanceRecord) => void;
}) {
  const m = useMessages();
  const client = useQueryClient();
  const asksFace = session.security_option >= 3;
  const ticket = ticketOf(session.attendance_id);
  const [codeRefused, setCodeRefused] = useState(false);
  const [picture, setPicture] = useState<Blob | null>(null);
  const [wantsFace, setWantsFace] = useState(false);
  const [sending, setSending] = useState<{ percent: number | null; retry: number } | null>(null);
  const [error, setError] = useState<unknown>(null);
  const consent = useQuery({
    queryKey: ['consent'],
    queryFn: ({ signal }) => readConsent(signal),
    enabled: asksFace,
    staleTime: 60_000,
  });

  // A new code makes the complaint about the old one pointless.
  useEffect(() => {
    setCodeRefused(false);
    setError(null);
  }, [ticket]);

  const send = async (selfie?: Blob, withoutFace = false): Promise<void> => {
    setSending({ percent: selfie ? 0 : null, retry: 0 });
    setError(null);
    try {
      onRecord(
        await attend({
          id: session.attendance_id,
          selfie,
          withoutFace,
          ticket,
          onProgress: (percent) => setSending((before) => before && { ...before, percent }),
          onRetry: (retry) => setSending({ percent: selfie ? 0 : null, retry }),
        }),
      );
      setPicture(null);
      setWantsFace(false);
    } catch (refusal) {
      if (refusal instanceof ApiError && /ticket|code on the screen/.test(refusal.detail)) {
        setCodeRefused(true);
        keepTicket(null);
      }
      setError(refusal);
    }
    setSending(null);
  };

  const agree = async (): Promise<void> => {
    try {
      if (consent.data && !consent.data.consented)
        client.setQueryData(['consent'], await answerConsent(true, consent.data.text_version));
      setWantsFace(true);
    } catch (refusal) {
      setError(refusal);
      void consent.refetch();
    }
  };

  if (session.require_code && (!ticket || codeRefused)) {
    return (
      <section class="card">
        {error !== null ? <Failure error={error} /> : <p>{m.attend.needCode}</p>}
        <Link class="button main huge" href="/student/scan">
          <Icon name="code" /> {m.student.scan}
        </Link>
        <CodeForm />
      </section>
    );
  }
  const asks = { 1: m.attend.asks1, 2: m.attend.asks2, 3: m.attend.asks3, 4: m.attend.asks4 }[session.security_option];
  const mayCompare =
    wantsFace || (consent.data && !consent.data.withdrawn_at && (consent.data.consented || !consent.data.required));
  return (
    <section class="card attending" aria-label={m.attend.asks}>
      {!record && (
        <p class="asks">
          <Icon name={asksFace ? 'camera' : 'check'} /> {asks}
        </p>
      )}
      {!asksFace ? (
        <Button kind="main" class="huge" busy={sending !== null} onClick={() => void send()}>
          {sending ? m.attend.sending : record ? m.attend.tryAgain : m.attend.here}
        </Button>
      ) : consent.isPending ? (
        <Loading />
      ) : consent.error ? (
        <Failure error={consent.error} retry={() => void consent.refetch()} />
      ) : mayCompare ? (
        <>
          <h2>{m.attend.selfieTitle}</h2>
          <Selfie
            picture={picture}
            onPicture={setPicture}
            busy={sending !== null}
            onSend={() => picture && void send(picture)}
          />
          <Button kind="quiet" disabled={sending !== null} onClick={() => void send(undefined, true)}>
            {m.attend.withoutFace}
          </Button>
        </>
      ) : (
        <ConsentQuestion
          consent={consent.data}
          busy={sending !== null}
          onAgree={() => void agree()}
          onWithout={() => void send(undefined, true)}
        />
      )}
      {sending && <Progress {...sending} />}
      {error !== null &&
        (error instanceof Unreachable && picture ? (
          <Notice kind="bad">
            <p role="alert">{m.attend.notSent}</p>
          </Notice>
        ) : (
          <Failure error={error} />
        ))}
    </section>
  );
}

function Progress({ percent, retry }: { percent: number | null; retry: number }) {
  const m = useMessages();
  const words = retry
    ? m.attend.retrying(retry)
    : percent === null
      ? m.attend.sending
      : percent < 100
        ? m.attend.uploading(percent)
        : m.attend.uploaded;
  return (
    <div class="progress">
      <progress max={100} {...(percent === null ? {} : { value: percent })} aria-label={m.attend.sending} />
      <p class="hint" role="status">
        {words}
      </p>
    </div>
  );
}
