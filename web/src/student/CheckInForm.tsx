import { useQuery, useQueryClient } from '@tanstack/preact-query';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Link } from 'wouter-preact';
import { ApiError, NetworkError } from '../api/http';
import { answerConsent, readConsent } from '../api/student';
import type { AttendanceRecord, ClassSession, Consent, ErrorCode } from '../api/types';
import { useSubmit } from '../app/submit';
import { messages } from '../i18n';
import { Button, Failure, Loading, Notice } from '../ui/basics';
import { Icon } from '../ui/icons';
import { CodeForm } from './CodeForm';
import { ConsentQuestion } from './ConsentQuestion';
import { checkIn } from './check-in';
import { Selfie } from './Selfie';
import { setTicket, ticketFor } from './ticket';

interface CheckInFormProps {
  session: ClassSession;
  isRetry: boolean;
  onRecord(record: AttendanceRecord): void;
}

/** The student has to scan or type the code on the screen again. */
const NEEDS_NEW_CODE: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'ticket_missing',
  'ticket_expired',
  'ticket_not_yours',
  'code_expired',
]);

export function CheckInForm({ session, isRetry, onRecord }: CheckInFormProps) {
  const m = messages();
  const ticket = ticketFor(session.attendance_id);
  const asksFace = session.security_option >= 3;
  const [selfie, setSelfie] = useState<Blob | null>(null);
  const [progress, setProgress] = useState<UploadProgress>({ percent: null, retry: 0 });

  const { submit, busy, error, reset } = useSubmit(async (withoutFace: boolean) => {
    const picture = withoutFace ? null : selfie;
    setProgress({ percent: picture ? 0 : null, retry: 0 });
    try {
      const record = await checkIn({
        id: session.attendance_id,
        selfie: picture ?? undefined,
        withoutFace,
        ticket: ticket?.ticket ?? null,
        onProgress: (percent) => setProgress((before) => ({ ...before, percent })),
        onRetry: (retry) => setProgress({ percent: picture ? 0 : null, retry }),
      });
      setSelfie(null);
      onRecord(record);
    } catch (failure) {
      if (failure instanceof ApiError && failure.code && NEEDS_NEW_CODE.has(failure.code)) setTicket(null);
      throw failure;
    }
  });

  // The complaint about the old code does not apply to a new one.
  const previousTicket = useRef(ticket);
  useEffect(() => {
    if (ticket && ticket !== previousTicket.current) reset();
    previousTicket.current = ticket;
  }, [ticket]);

  if (session.require_code && !ticket) {
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
  const asks = [m.attend.asks1, m.attend.asks2, m.attend.asks3, m.attend.asks4][session.security_option - 1];
  return (
    <section class="card attending" aria-label={m.attend.asks}>
      {!isRetry && (
        <p class="asks">
          <Icon name={asksFace ? 'camera' : 'check'} /> {asks}
        </p>
      )}
      {asksFace ? (
        <FaceCheck selfie={selfie} onSelfie={setSelfie} busy={busy} onSend={submit} />
      ) : (
        <Button kind="main" class="huge" busy={busy} onClick={() => void submit(false)}>
          {busy ? m.attend.sending : isRetry ? m.attend.tryAgain : m.attend.here}
        </Button>
      )}
      {busy && <Progress {...progress} />}
      {error instanceof NetworkError && selfie ? (
        <Notice kind="bad">
          <p role="alert">{m.attend.notSent}</p>
        </Notice>
      ) : (
        error !== null && <Failure error={error} />
      )}
    </section>
  );
}

interface FaceCheckProps {
  selfie: Blob | null;
  onSelfie(selfie: Blob | null): void;
  busy: boolean;
  onSend(withoutFace: boolean): void;
}

/** Asks for consent where it is needed, then for a selfie. */
function FaceCheck({ selfie, onSelfie, busy, onSend }: FaceCheckProps) {
  const m = messages();
  const client = useQueryClient();
  const consent = useQuery({
    queryKey: ['consent'],
    queryFn: ({ signal }) => readConsent(signal),
    staleTime: 60_000,
  });
  const agreement = useSubmit(async (textVersion: string) => {
    try {
      client.setQueryData(['consent'], await answerConsent(true, textVersion));
    } catch (failure) {
      // The text may have changed.
      void consent.refetch();
      throw failure;
    }
  });

  if (consent.isPending) return <Loading />;
  if (!consent.data) return <Failure error={consent.error} retry={() => void consent.refetch()} />;
  if (!mayCompareFaces(consent.data)) {
    return (
      <>
        <ConsentQuestion
          consent={consent.data}
          busy={busy || agreement.busy}
          onAgree={() => void agreement.submit(consent.data.text_version)}
          onRefuse={() => onSend(true)}
        />
        {agreement.error !== null && <Failure error={agreement.error} />}
      </>
    );
  }
  return (
    <>
      <h2>{m.attend.selfieTitle}</h2>
      <Selfie picture={selfie} onPicture={onSelfie} busy={busy} onSend={() => onSend(false)} />
      <Button kind="quiet" disabled={busy} onClick={() => onSend(true)}>
        {m.attend.withoutFace}
      </Button>
    </>
  );
}

const mayCompareFaces = ({ withdrawn_at, consented, required }: Consent): boolean =>
  !withdrawn_at && (consented || !required);

interface UploadProgress {
  percent: number | null;
  retry: number;
}

function Progress({ percent, retry }: UploadProgress) {
  const m = messages();
  return (
    <div class="progress">
      <progress max={100} {...(percent === null ? {} : { value: percent })} aria-label={m.attend.sending} />
      <p class="hint" role="status">
        {progressText(percent, retry)}
      </p>
    </div>
  );
}

function progressText(percent: number | null, retry: number): string {
  const m = messages().attend;
  if (retry) return m.retrying(retry);
  if (percent === null) return m.sending;
  return percent < 100 ? m.uploading(percent) : m.uploaded;
}
