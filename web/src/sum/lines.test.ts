import { describe, expect, it } from 'vitest';
import type { AttendanceSum } from '../api/types';
import { type Line, linesOf } from './lines';

const sum: AttendanceSum = {
  unit: 'hours',
  present: 20,
  late: 6,
  late_absences: 2,
  excused: 4,
  excused_attended: 0,
  excused_not_counted: 4,
  absent: 3.5,
  pending: 2,
  held: 35.5,
  attended: 24,
  counted: 31.5,
  not_held: 2,
  before_enrolment: 4,
  after_enrolment: 0,
  planned: 52,
  remaining: 16.5,
  limit_percent: 70,
  exempt: false,
};

/** What a person gets who adds the lines up, for each total. */
function addUp(lines: Line[]): [string, number, number][] {
  let so_far = 0;
  return lines.flatMap(({ name, sign, value }) => {
    if (sign === '=') return [[name, so_far, value] as [string, number, number]];
    so_far += sign === '+' ? value : -value;
    return [];
  });
}

describe('the lines of a sum', () => {
  it('add up to the totals that the server has computed', () => {
    const { attended, counted, term } = linesOf(sum);
    expect(addUp(attended)).toEqual([['attended', 24, 24]]);
    expect(addUp(counted)).toEqual([
      ['held', 35.5, 35.5],
      ['counted', 31.5, 31.5],
    ]);
    expect(addUp(term)).toEqual([['remaining', 16.5, 16.5]]);
  });

  it('leave out what is 0, but never a total', () => {
    const nothing = Object.fromEntries(
      Object.entries(sum).map(([name, value]) => [name, typeof value === 'number' ? 0 : value]),
    ) as unknown as AttendanceSum;
    const { attended, counted, outside } = linesOf(nothing);
    expect(attended.map(({ name }) => name)).toEqual(['present', 'attended']);
    expect(counted.map(({ name }) => name)).toEqual(['present', 'held', 'counted']);
    expect(outside).toEqual([]);
  });

  it('name what was held before the student joined', () => {
    expect(linesOf(sum).outside.map(({ name, value }) => [name, value])).toEqual([
      ['before_enrolment', 4],
      ['not_held', 2],
    ]);
  });

  it('have no term without a plan, nor where more was held than planned', () => {
    expect(linesOf({ ...sum, planned: null, remaining: null }).term).toEqual([]);
    expect(linesOf({ ...sum, planned: 30, remaining: 0 }).term).toEqual([]);
  });
});
