import type { TermFilter } from '../../api/courses';
import type { TermReport, TermStudent } from '../../api/types';
import { messages } from '../../i18n';
import { formatDayAndMonth, formatTime } from '../../i18n/format';

export const CHOICES: TermFilter['only'][] = ['everybody', 'below_limit', 'cannot_reach', 'missed_in_a_row'];

export const EVERYBODY: TermFilter = { only: 'everybody', inARow: 3 };

/** By what the server has decided, and nothing else. To who is exempt no limit applies. */
const isListed: Record<TermFilter['only'], (student: TermStudent, inARow: number) => boolean> = {
  everybody: () => true,
  below_limit: ({ sum, is_below_limit }) => !sum.exempt && is_below_limit,
  cannot_reach: ({ sum, can_still_reach }) => !sum.exempt && can_still_reach === false,
  missed_in_a_row: ({ sum, missed_in_a_row }, inARow) => !sum.exempt && missed_in_a_row >= inARow,
};

export const filterStudents = (students: readonly TermStudent[], { only, inARow }: TermFilter): TermStudent[] =>
  students.filter((student) => isListed[only](student, inARow));

export function nameOfFilter({ only, inARow }: TermFilter): string {
  const m = messages().report;
  return only === 'missed_in_a_row' ? m.missedInARow(inARow) : m.only[only];
}

/** The parts of a report that the server has cut by students; null: the sessions have changed between two parts. */
export function joinParts(parts: readonly TermReport[]): TermReport | null {
  const [first, ...others] = parts;
  if (!first || others.some((part) => sessionsOf(part) !== sessionsOf(first))) return null;
  return { ...first, students: parts.flatMap((part) => part.students) };
}

const sessionsOf = (report: TermReport): string => report.sessions.map(({ attendance_id }) => attendance_id).join();

/** The day of each session, with the time where a day has several. */
export function headingsOf(sessions: TermReport['sessions']): string[] {
  const days = sessions.map(({ start_time }) => formatDayAndMonth(start_time));
  return sessions.map(({ start_time }, index) => {
    const day = days[index] ?? '';
    return days.indexOf(day) === days.lastIndexOf(day) ? day : `${day} ${formatTime(start_time)}`;
  });
}

/** So many sessions stand side by side on a sheet of A4. */
const MAX_SESSIONS_ON_PAPER = 42;

/** Where each part of the table begins and ends; parts of about one size, at least one. */
export function partsOf(sessionCount: number, max = MAX_SESSIONS_ON_PAPER): { start: number; end: number }[] {
  const count = Math.max(1, Math.ceil(sessionCount / max));
  return Array.from({ length: count }, (_, part) => ({
    start: Math.round((part * sessionCount) / count),
    end: Math.round(((part + 1) * sessionCount) / count),
  }));
}
