import type { AttendanceRecord } from '../api/types';
import { messages } from '../i18n';
import { reasonText } from '../i18n/explain';
import { formatTime } from '../i18n/format';
import { Icon, type IconName } from '../ui/icons';

interface Description {
  icon: IconName;
  title: string;
  reason?: string;
  text: string;
}

/** The result of a check-in in plain words, and what to do next. */
export function CheckInResult({ record }: { record: AttendanceRecord }) {
  const { icon, title, reason, text } = describe(record);
  const tone = needsTeacher(record) ? 'pending' : record.status;
  return (
    <section class={`result ${tone}`} role="status" aria-live="polite">
      <span class="result-icon">
        <Icon name={icon} />
      </span>
      <div>
        <h2>{title}</h2>
        {reason && (
          <p>
            <strong>{reason}</strong>
          </p>
        )}
        {text && <p>{text}</p>}
      </div>
    </section>
  );
}

const needsTeacher = ({ status, reason_code }: AttendanceRecord): boolean =>
  status === 'not_accepted' && reason_code === 'needs_teacher';

function describe(record: AttendanceRecord): Description {
  const m = messages().attend;
  const since = m.presentAt(formatTime(record.attendance_time ?? record.updated_at));
  switch (record.status) {
    case 'present':
      return { icon: 'check', title: m.presentTitle, text: since };
    case 'late':
      return { icon: 'check', title: m.lateTitle, text: since };
    case 'pending':
      return { icon: 'clock', title: m.pendingTitle, text: m.pendingText };
    case 'excused':
      return { icon: 'check', title: m.excusedTitle, text: record.note ?? '' };
    case 'not_accepted':
      return describeFailure(record);
  }
}

function describeFailure(record: AttendanceRecord): Description {
  const m = messages().attend;
  if (needsTeacher(record)) return { icon: 'clock', title: m.needsTeacherTitle, text: m.needsTeacherText };
  const reason = m.because(reasonText(record));
  if (record.decided_by === 'teacher') return { icon: 'cross', title: m.rejectedTitle, reason, text: m.rejectedText };
  const next = record.reason_code && m.next[record.reason_code];
  return { icon: 'cross', title: m.failedTitle, reason, text: next ?? '' };
}
