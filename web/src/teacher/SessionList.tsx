import { Link } from 'wouter-preact';
import type { Session } from '../api/types';
import { useMessages } from '../i18n';
import { formatDate, formatTime } from '../i18n/format';
import { Icon } from '../ui/icons';

export function SessionList({ sessions }: { sessions: Session[] }) {
  const m = useMessages();
  return (
    <ul class="rows">
      {sessions.map((session) => (
        <li key={session.attendance_id}>
          <Link class="row-link" href={`/teacher/sessions/${session.attendance_id}`}>
            <span>
              <strong>{session.lesson_name}</strong>
              <span class="muted block">
                {formatDate(session.start_time)},{' '}
                {m.teacher.window(formatTime(session.start_time), formatTime(session.end_time))} ·{' '}
                {m.security.short[session.security_option]}
              </span>
            </span>
            <Icon name="right" />
          </Link>
        </li>
      ))}
    </ul>
  );
}
