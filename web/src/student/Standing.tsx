import type { AttendanceRecord } from '../api/types';
import { useMessages } from '../i18n';
import { formatTime } from '../i18n/format';
import { reasonKind, reasonWords, statusOf } from '../i18n/words';
import { Icon, type IconName } from '../ui/icons';

/** What the contract says: a success, a pending check or a teacher's decision blocks another try. */
export const blocksAnotherTry = (record: AttendanceRecord): boolean =>
  record.is_attended || record.fail_reason === 'FACE_RECOGNITION_PENDING' || record.decided_by === 'teacher';

/** What came of it, in plain words, and what to do next. */
export function Standing({ record }: { record: AttendanceRecord }) {
  const m = useMessages();
  const status = statusOf(record);
  const kind = reasonKind(record.fail_reason);
  const [icon, title, text]: [IconName, string, string] =
    status === 'present'
      ? ['check', m.attend.presentTitle, m.attend.presentAt(formatTime(record.attendance_time ?? record.updated_at))]
      : status === 'late'
        ? ['check', m.attend.lateTitle, m.attend.presentAt(formatTime(record.attendance_time ?? record.updated_at))]
        : status === 'pending'
          ? ['clock', m.attend.pendingTitle, m.attend.pendingText]
          : status === 'excused'
            ? ['check', m.attend.excusedTitle, record.note ?? '']
            : kind === 'NEEDS_TEACHER'
              ? ['clock', m.attend.needsTeacherTitle, m.attend.needsTeacherText]
              : record.decided_by === 'teacher'
                ? ['cross', m.attend.rejectedTitle, m.attend.rejectedText]
                : ['cross', m.attend.failedTitle, m.attend.next[kind] ?? ''];
  const why =
    status === 'failed' && record.fail_reason && kind !== 'NEEDS_TEACHER'
      ? m.attend.because(reasonWords(record.fail_reason))
      : null;
  return (
    <section class={`standing ${kind === 'NEEDS_TEACHER' ? 'pending' : status}`} role="status" aria-live="polite">
      <span class="standing-icon">
        <Icon name={icon} />
      </span>
      <div>
        <h2>{title}</h2>
        {why && (
          <p>
            <strong>{why}</strong>
          </p>
        )}
        {text && <p>{text}</p>}
      </div>
    </section>
  );
}
