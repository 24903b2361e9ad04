import { useQuery, useQueryClient } from '@tanstack/preact-query';
import { useState } from 'preact/hooks';
import * as api from '../api/teacher';
import type { AttendanceRecord, AuditStanding, Session } from '../api/types';
import { isMissing } from '../app/queries';
import { type Messages, useMessages } from '../i18n';
import { formatMoment } from '../i18n/format';
import { explain, reasonWords, statusOf } from '../i18n/words';
import { Button, Dialog, Empty, Failure, Loading, Tag } from '../ui/basics';
import { say } from '../ui/toast';
import { ReasonDialog } from './ReasonDialog';

interface RecordDialogProps {
  session: Session;
  record: AttendanceRecord;
  onRecord(answer: unknown): void;
  onRemoved(student: string): void;
  onAccept(): void;
  onReject(): void;
  onClose(): void;
}

/** Everything about one record: what is known, what happened to it, and what a teacher may do. */
export function RecordDialog({ session, record, onRecord, onRemoved, onAccept, onReject, onClose }: RecordDialogProps) {
  const m = useMessages();
  const client = useQueryClient();
  const [asking, setAsking] = useState<'excuse' | 'delete' | null>(null);
  const { user_school_number: number, user_full_name: name } = record.student;
  const id = session.attendance_id;
  const status = statusOf(record);

  const undo = async (): Promise<void> => {
    try {
      onRecord(await api.undo(id, number));
      void client.invalidateQueries({ queryKey: ['audit', id, number] });
      say(m.roster.undone(name));
    } catch (refusal) {
      say(explain(refusal), 'bad');
    }
  };

  if (asking === 'excuse') {
    return (
      <ReasonDialog
        title={m.roster.excuseTitle(name)}
        label={m.roster.note}
        hint={m.roster.noteHint}
        least={3}
        action={m.roster.excuse}
        kind="main"
        draft={`excuse.${id}.${number}`}
        onClose={onClose}
        onSubmit={async (note) => {
          onRecord(await api.excuse(id, number, note, name));
          say(m.roster.excused(name));
        }}
      />
    );
  }
  if (asking === 'delete') {
    return (
      <ReasonDialog
        title={m.roster.removeTitle(name)}
        label={m.roster.reason}
        hint={m.roster.removeHint}
        least={10}
        action={m.roster.remove}
        draft={`delete.${id}.${number}`}
        onClose={onClose}
        onSubmit={async (reason) => {
          await api.deleteRecord(id, number, reason);
          say(m.roster.removed(name));
          onRemoved(number);
        }}
      />
    );
  }
  return (
    <Dialog title={name} onClose={onClose}>
      <dl class="facts">
        <div>
          <dt>{m.roster.number}</dt>
          <dd>{number}</dd>
        </div>
        <div>
          <dt>{m.roster.decided}</dt>
          <dd>
            <Tag kind={status}>{m.status[status]}</Tag>{' '}
            {record.decided_by === 'teacher' ? m.roster.byTeacher : m.roster.bySystem}
          </dd>
        </div>
        {record.attendance_time && (
          <div>
            <dt>{m.roster.at}</dt>
            <dd>{formatMoment(record.attendance_time)}</dd>
          </div>
        )}
        {record.fail_reason && (
          <div>
            <dt>{m.roster.reason}</dt>
            <dd>{reasonWords(record.fail_reason)}</dd>
          </div>
        )}
        {record.attempts > 0 && (
          <div>
            <dt>{m.roster.attempts}</dt>
            <dd>{record.attempts}</dd>
          </div>
        )}
      </dl>
      <div class="dialog-actions start">
        {!record.is_attended && (
          <Button
            kind="good"
            icon="check"
            onClick={() => {
              onAccept();
              onClose();
            }}
          >
            {m.roster.accept}
          </Button>
        )}
        <Button icon="cross" onClick={onReject}>
          {m.roster.reject}
        </Button>
        <Button icon="undo" disabled={record.decided_by !== 'teacher'} onClick={() => void undo()}>
          {m.roster.undo}
        </Button>
        <Button onClick={() => setAsking('excuse')}>{m.roster.excuse}</Button>
        {!session.is_live && (
          <Button kind="danger" onClick={() => setAsking('delete')}>
            {m.roster.remove}
          </Button>
        )}
      </div>
      <Audit id={id} record={record} />
    </Dialog>
  );
}

function Audit({ id, record }: { id: string; record: AttendanceRecord }) {
  const m = useMessages();
  const student = record.student.user_school_number;
  const audit = useQuery({
    queryKey: ['audit', id, student, record.updated_at],
    queryFn: ({ signal }) => api.listAudit(id, student, signal),
    staleTime: 0,
  });
  if (isMissing(audit.error)) return null;
  return (
    <section aria-labelledby="audit">
      <h3 id="audit">{m.roster.audit}</h3>
      {audit.isPending ? (
        <Loading />
      ) : audit.error ? (
        <Failure error={audit.error} retry={() => void audit.refetch()} />
      ) : audit.data.length === 0 ? (
        <Empty>{m.roster.auditEmpty}</Empty>
      ) : (
        <ol class="audit">
          {audit.data.map((entry) => (
            <li key={entry.at + entry.action}>
              <p>
                <strong>{m.roster.auditAction[entry.action] ?? entry.action}</strong>{' '}
                <span class="muted">
                  {formatMoment(entry.at)}, {m.roster.auditBy(entry.actor)}
                </span>
              </p>
              <p class="muted">{m.roster.auditChange(standingWords(entry.before, m), standingWords(entry.after, m))}</p>
              {entry.reason && <p>“{entry.reason}”</p>}
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

export function standingWords(standing: AuditStanding | null, m: Messages): string {
  if (!standing) return m.roster.auditNone;
  if (standing.is_deleted) return m.roster.auditDeleted;
  if (standing.is_attended) return m.status.present;
  if (standing.excused) return m.status.excused;
  return standing.fail_reason ? reasonWords(standing.fail_reason) : m.status.failed;
}
