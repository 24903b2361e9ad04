import type { ListedStudent } from '../api/types';

export interface ParsedList {
  students: ListedStudent[];
  /** Numbers, from 1, of the lines without a number or a name. */
  badLines: number[];
}

export const MIN_NAME_LENGTH = 3;

export const isSchoolNumber = (text: string): boolean => /^[A-Za-z0-9._@-]{1,64}$/.test(text);

/** Reads rows pasted from a table: number and name, separated by tab, semicolon or comma, with or without quotes. */
export function parseClassList(text: string): ParsedList {
  const students: ListedStudent[] = [];
  const badLines: number[] = [];
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  lines.forEach((line, index) => {
    if (!line.trim()) return;
    const [number = '', ...rest] = splitLine(line);
    // The surname may be a column of its own.
    const name = rest.filter(Boolean).join(' ').replace(/\s+/g, ' ').trim();
    const isHeading = index === 0 && !/\d/.test(number);
    if (isHeading) return;
    if (isSchoolNumber(number) && name.length >= MIN_NAME_LENGTH) {
      students.push({ student_school_number: number, student_full_name: name });
    } else {
      badLines.push(index + 1);
    }
  });
  return { students, badLines };
}

function splitLine(line: string): string[] {
  const separator = ['\t', ';', ','].find((candidate) => line.includes(candidate)) ?? ' ';
  const cells: string[] = [];
  let cell = '';
  let isQuoted = false;
  for (const character of line) {
    if (character === '"') {
      isQuoted = !isQuoted;
    } else if (character === separator && !isQuoted) {
      cells.push(cell.trim());
      cell = '';
    } else {
      cell += character;
    }
  }
  cells.push(cell.trim());
  return cells;
}
