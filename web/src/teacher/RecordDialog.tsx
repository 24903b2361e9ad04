import { useQuery, useQueryClient } from '@tanstack/preact-query';
import { useState } from 'preact/hooks';
import * as api from '../api/teacher';
import type { AttendanceRecord, ClassSession, RecordState } from '../api/types';
import { messages } from '../i18n';
import { reasonText } from '../i18n/explain';
import { formatDateTime } from '../i18n/format';
import { Button, Dialog, Empty, Tag } from '../ui/basics';
import { Loaded } from '../ui/Loaded';
import { showToast, toastFailure } from '../ui/toast';
import { ReasonDialog } from './ReasonDialog';
import { numberOf } from './roster-state';

interface RecordDialogProps {
  session: ClassSession;
  record: AttendanceRecord;
  onRecord(record: AttendanceRecord): void;
  onRemoved(student: string): void;
  onAccept(record: AttendanceRecord): void;
  onReject(record: AttendanceRecord): void;
  onClose(): void;
}

/** One record: what is known, how it came about, and what a teacher may do. */
export function RecordDialog(props: RecordDialogProps) {
  const { session, record, onRecord, onRemoved, onAccept, onReject, onClose } = props;
  const m = messages();
  const client = useQueryClient();
  const [step, setStep] = useState<'details' | 'excuse' | 'delete'>('details');
  const { user_school_number: number, user_full_name: name } = record.student;
  const id = session.attendance_id;

  const undo = async (): Promise<void> => {
    onRecord(await api.undo(id, number));
    void client.invalidateQueries({ queryKey: ['audit', id, number] });
    showToast(m.roster.undone(name));
  };

  if (step === 'excuse') {
    return (
      <ReasonDialog
        title={m.roster.excuseTitle(name)}
        label={m.roster.note}
        hint={m.roster.noteHint}
        minLength={3}
        action={m.roster.excuse}
        kind="main"
        draft={`excuse.${id}.${number}`}
        onClose={onClose}
        onSubmit={async (note) => {
          onRecord(await api.excuse(id, number, note, name));
          showToast(m.roster.excused(name));
        }}
      />
    );
  }
  if (step === 'delete') {
    return (
      <ReasonDialog
        title={m.roster.removeTitle(name)}
        label={m.roster.reason}
        hint={m.roster.removeHint}
        minLength={10}
        action={m.roster.remove}
        draft={`delete.${id}.${number}`}
        onClose={onClose}
        onSubmit={async (reason) => {
          await api.deleteRecord(id, number, reason);
          showToast(m.roster.removed(name));
          onRemoved(number);
        }}
      />
    );
  }
  return (
    <Dialog title={name} onClose={onClose}>
      <Facts record={record} />
      <div class="dialog-actions start">
        {!record.is_attended && (
          <Button
            kind="good"
            icon="check"
            onClick={() => {
              onAccept(record);
              onClose();
            }}
          >
            {m.roster.accept}
          </Button>
        )}
        <Button icon="cross" onClick={() => onReject(record)}>
          {m.roster.reject}
        </Button>
        <Button icon="undo" disabled={record.decided_by !== 'teacher'} onClick={() => void toastFailure(undo)}>
          {m.roster.undo}
        </Button>
        <Button onClick={() => setStep('excuse')}>{m.roster.excuse}</Button>
        {!session.is_live && (
          <Button kind="danger" onClick={() => setStep('delete')}>
            {m.roster.remove}
          </Button>
        )}
      </div>
      <AuditTrail sessionId={id} record={record} />
    </Dialog>
  );
}

function Facts({ record }: { record: AttendanceRecord }) {
  const m = messages();
  return (
    <dl class="facts">
      <div>
        <dt>{m.roster.number}</dt>
        <dd>{numberOf(record)}</dd>
      </div>
      <div>
        <dt>{m.roster.decided}</dt>
        <dd>
          <Tag kind={record.status}>{m.status[record.status]}</Tag>{' '}
          {record.decided_by === 'teacher' ? m.roster.byTeacher : m.roster.bySystem}
        </dd>
      </div>
      {record.attendance_time && (
        <div>
          <dt>{m.roster.at}</dt>
          <dd>{formatDateTime(record.attendance_time)}</dd>
        </div>
      )}
      {record.fail_reason && (
        <div>
          <dt>{m.roster.reason}</dt>
          <dd>{reasonText(record)}</dd>
        </div>
      )}
      {record.flags.length > 0 && (
        <div>
          <dt>{m.roster.flags}</dt>
          <dd>{record.flags.map((flag) => m.flags[flag]).join(' ')}</dd>
        </div>
      )}
      {record.refused_face_checks > 0 && (
        <div>
          <dt>{m.roster.refusedFaceChecks}</dt>
          <dd>{record.refused_face_checks}</dd>
        </div>
      )}
      {record.attempts > 0 && (
        <div>
          <dt>{m.roster.attempts}</dt>
          <dd>{record.attempts}</dd>
        </div>
      )}
    </dl>
  );
}

function AuditTrail({ sessionId, record }: { sessionId: string; record: AttendanceRecord }) {
  const m = messages();
  const number = numberOf(record);
  const decisions = useQuery({
    queryKey: ['audit', sessionId, number, record.updated_at],
    queryFn: ({ signal }) => api.listDecisions(sessionId, number, signal),
    staleTime: 0,
  });
  return (
    <section aria-labelledby="audit">
      <h3 id="audit">{m.roster.audit}</h3>
      <Loaded query={decisions}>
        {(entries) =>
          entries.length === 0 ? (
            <Empty>{m.roster.auditEmpty}</Empty>
          ) : (
            <ol class="audit">
              {entries.map((entry) => (
                <li key={entry.at + entry.action}>
                  <p>
                    <strong>{m.roster.auditAction[entry.action] ?? entry.action}</strong>{' '}
                    <span class="muted">
                      {formatDateTime(entry.at)}, {m.roster.auditBy(entry.actor)}
                    </span>
                  </p>
                  <p class="muted">{m.roster.auditChange(describe(entry.before), describe(entry.after))}</p>
                  {entry.reason && <p>“{entry.reason}”</p>}
                </li>
              ))}
            </ol>
          )
        }
      </Loaded>
    </section>
  );
}

/** The state of a record before or after a decision. */
function describe(state: RecordState | null): string {
  const m = messages();
  if (!state) return m.roster.auditNone;
  if (state.is_deleted) return m.roster.auditDeleted;
  if (state.is_attended) return m.status.present;
  if (state.excused) return m.status.excused;
  return reasonText(state) || m.status.not_accepted;
}
