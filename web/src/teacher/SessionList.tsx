import { Link } from 'wouter-preact';
import type { ClassSession } from '../api/types';
import { messages } from '../i18n';
import { formatDate, formatTime } from '../i18n/format';
import { Tag } from '../ui/basics';
import { Icon } from '../ui/icons';

export function SessionList({ sessions }: { sessions: ClassSession[] }) {
  const m = messages();
  return (
    <ul class="rows">
      {sessions.map((session) => (
        <li key={session.attendance_id}>
          <Link class="row-link" href={`/teacher/sessions/${session.attendance_id}`}>
            <span>
              <strong>{session.lesson_name}</strong>{' '}
              {session.status === 'cancelled' && <Tag kind="plain">{m.student.cancelled}</Tag>}
              <span class="muted block">{describeSession(session)}</span>
            </span>
            <Icon name="right" />
          </Link>
        </li>
      ))}
    </ul>
  );
}

export function describeSession({ start_time, end_time, security_option }: ClassSession): string {
  const m = messages();
  const hours = m.teacher.window(formatTime(start_time), formatTime(end_time));
  return `${formatDate(start_time)}, ${hours} · ${m.security.short[security_option]}`;
}
