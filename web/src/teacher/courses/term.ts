import type { DateRange, TermFilter } from '../../api/courses';
import type { TermReport, TermStudent } from '../../api/types';
import { messages } from '../../i18n';
import { formatDayAndMonth, formatTime } from '../../i18n/format';

export const CHOICES: TermFilter['only'][] = ['everybody', 'below_limit', 'cannot_reach', 'missed_in_a_row'];

export const EVERYBODY: TermFilter = { only: 'everybody', inARow: 3 };

/** By what the server has decided, and nothing else. */
const isListed: Record<Exclude<TermFilter['only'], 'everybody'>, (student: TermStudent, inARow: number) => boolean> = {
  below_limit: ({ is_below_limit }) => is_below_limit,
  cannot_reach: ({ can_still_reach }) => can_still_reach === false,
  missed_in_a_row: ({ missed_in_a_row }, inARow) => missed_in_a_row >= inARow,
};

export const filterStudents = (students: readonly TermStudent[], { only, inARow }: TermFilter): TermStudent[] =>
  only === 'everybody'
    ? [...students]
    : students.filter((student) => hasConsequences(student) && isListed[only](student, inARow));

/** To whoever is exempt, or not on the class list, no limit applies. */
const hasConsequences = (student: TermStudent): boolean => !student.sum.exempt && !isStranger(student);

/** A course without a list has no strangers. */
export const isStranger = ({ enrolled }: TermStudent): boolean => enrolled === false;

export const isMarkedBelow = (student: TermStudent): boolean => student.is_below_limit && hasConsequences(student);

/** Of a part of the term, the server does not know who can still reach the limit. */
export const isOffered = (only: TermFilter['only'], { from, to }: DateRange): boolean =>
  only !== 'cannot_reach' || (!from && !to);

/** In the unit that the course counts. */
export const missedOf = ({ sum, hours_missed }: TermStudent): number =>
  sum.unit === 'hours' ? hours_missed : sum.absent;

export const unitOf = ({ students }: TermReport): TermStudent['sum']['unit'] => students[0]?.sum.unit ?? 'sessions';

/** Who was not enrolled then has no absence, and a record in brackets, as in the files of the report. */
export function letterOf({ cells, not_counted }: TermStudent, place: number): string {
  const status = cells[place];
  if (!status) return '';
  const letter = messages().report.letter[status];
  if (!not_counted.includes(place)) return letter;
  return status === 'absent' ? '' : `(${letter})`;
}

export const hasUncounted = (students: readonly TermStudent[]): boolean =>
  students.some(({ not_counted }) => not_counted.length > 0);

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
