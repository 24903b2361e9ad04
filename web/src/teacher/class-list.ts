import type { ClassStudent } from '../api/types';

export interface ParsedList {
  students: ClassStudent[];
  /** Line numbers, from 1, that have no number or no name. */
  badLines: number[];
}

const NUMBER = /^[A-Za-z0-9._@-]{1,64}$/;

/** What somebody pasted out of a table: number and name, by tab, semicolon or comma; quotes and a first line of titles are fine. */
export function parseClassList(text: string): ParsedList {
  const students: ClassStudent[] = [];
  const badLines: number[] = [];
  text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .forEach((line, index) => {
      if (!line.trim()) return;
      const [number = '', ...rest] = splitLine(line);
      // After a comma the surname may be a column of its own.
      const name = rest.filter(Boolean).join(' ').replace(/\s+/g, ' ').trim();
      const isTitle = index === 0 && !/\d/.test(number);
      if (isTitle) return;
      if (NUMBER.test(number) && name.length >= 3)
        students.push({ student_school_number: number, student_full_name: name });
      else badLines.push(index + 1);
    });
  return { students, badLines };
}

function splitLine(line: string): string[] {
  const separator = line.includes('\t') ? '\t' : line.includes(';') ? ';' : line.includes(',') ? ',' : ' ';
  const cells: string[] = [];
  let cell = '';
  let quoted = false;
  for (const character of line) {
    if (character === '"') quoted = !quoted;
    else if (character === separator && !quoted) {
      cells.push(cell.trim());
      cell = '';
    } else cell += character;
  }
  cells.push(cell.trim());
  return cells;
}
