import { Link } from 'wouter-preact';
import type { ClassSession } from '../api/types';
import { messages } from '../i18n';
import { formatDate, formatTime } from '../i18n/format';
import { Icon } from '../ui/icons';

export function SessionList({ sessions }: { sessions: ClassSession[] }) {
  return (
    <ul class="rows">
      {sessions.map((session) => (
        <li key={session.attendance_id}>
          <Link class="row-link" href={`/teacher/sessions/${session.attendance_id}`}>
            <span>
              <strong>{session.lesson_name}</strong>
              <span class="muted block">{describe(session)}</span>
            </span>
            <Icon name="right" />
          </Link>
        </li>
      ))}
    </ul>
  );
}

function describe({ start_time, end_time, security_option }: ClassSession): string {
  const m = messages();
  const hours = m.teacher.window(formatTime(start_time), formatTime(end_time));
  return `${formatDate(start_time)}, ${hours} · ${m.security.short[security_option]}`;
}
