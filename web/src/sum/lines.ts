import type { AttendanceSum } from '../api/types';

type Figure = Exclude<keyof AttendanceSum, 'unit' | 'limit_percent' | 'exempt'>;

export interface Line {
  name: Figure;
  sign: '+' | '−' | '=';
  value: number;
}

const plus = (name: Figure) => ({ name, sign: '+' }) as const;
const minus = (name: Figure) => ({ name, sign: '−' }) as const;
const equals = (name: Figure) => ({ name, sign: '=' }) as const;

const ATTENDED = [plus('present'), plus('late'), minus('late_absences'), plus('excused_attended'), equals('attended')];
const COUNTED = [
  plus('present'),
  plus('late'),
  plus('excused'),
  plus('absent'),
  plus('pending'),
  equals('held'),
  minus('excused_not_counted'),
  equals('counted'),
];
const TERM = [plus('planned'), minus('held'), equals('remaining')];
const OUTSIDE = [plus('before_enrolment'), plus('after_enrolment'), plus('not_held')];

/** The figures of a sum in the order in which a person adds them up; those that are 0 are left out. */
export function linesOf(sum: AttendanceSum) {
  return {
    attended: fill(sum, ATTENDED),
    counted: fill(sum, COUNTED),
    // More was held than planned: nothing to take away from, and nothing left.
    term: sum.planned !== null && sum.planned >= sum.held ? fill(sum, TERM) : [],
    outside: fill(sum, OUTSIDE),
  };
}

const fill = (sum: AttendanceSum, figures: Omit<Line, 'value'>[]): Line[] =>
  figures
    .map((figure) => ({ ...figure, value: sum[figure.name] ?? 0 }))
    .filter(({ value, sign, name }) => value !== 0 || sign === '=' || name === 'present');
