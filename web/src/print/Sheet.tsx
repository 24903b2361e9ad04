import type { ComponentChildren } from 'preact';
import type { Course } from '../api/types';
import { messages } from '../i18n';
import { formatDateTime } from '../i18n/format';
import { printedAt } from './printing';

/** What the head says of the course; null: the class session belongs to none. */
export type CourseOnPaper = Pick<Course, 'name' | 'code' | 'section' | 'term'> | null;

export interface SheetHead {
  /** Of the university; null: unknown. */
  institution: string | null;
  /** What the sheet is, such as "Term report". */
  title: string;
  /** The course's name, where there is no course to take it from. */
  name: string;
  course: CourseOnPaper;
  teachers: string;
  /** Day, time, range: whatever says which sheet it is. */
  facts: readonly (string | null)[];
  /** What explains the table, each in a line. */
  notes?: readonly (string | null)[];
}

export interface SheetColumn {
  /** The class of the column, which gives its width, and of its heading. */
  kind: string;
  heading: string;
  /** Where several columns are of a kind. */
  key?: string;
}

interface SheetProps {
  kind: 'roll-sheet' | 'term-sheet wide' | 'term-sheet narrow' | 'signature-sheet';
  head: SheetHead;
  columns: readonly SheetColumn[];
  children: ComponentChildren;
}

/** What begins every sheet: the row, the number and the name. */
export function studentColumns(): SheetColumn[] {
  const m = messages().paper;
  return [
    { kind: 'row-number', heading: m.rowNumber },
    { kind: 'school-number', heading: m.number },
    { kind: 'full-name', heading: m.name },
  ];
}

/** A table on paper. Its head belongs to the table's, which browsers repeat on every page. */
export function Sheet({ kind, head, columns, children }: SheetProps) {
  return (
    <table class={`sheet-table ${kind}`}>
      <colgroup>
        {columns.map((column) => (
          <col key={column.key ?? column.kind} class={column.kind} />
        ))}
      </colgroup>
      <thead>
        <tr>
          <td class="sheet-head" colSpan={columns.length}>
            <Head {...head} />
          </td>
        </tr>
        <tr>
          {columns.map((column) => (
            <th key={column.key ?? column.kind} scope="col" class={column.kind}>
              <span>{column.heading}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}

function Head({ institution, title, name, course, teachers, facts, notes = [] }: SheetHead) {
  const m = messages();
  const code = course?.code;
  const about = [
    course?.section && m.courses.sectionName(course.section),
    course && m.paper.term(course.term.name),
    m.paper.teacher(teachers),
    ...facts,
    printedAt.value !== null && m.paper.printed(formatDateTime(new Date(printedAt.value).toISOString())),
  ];
  return (
    <>
      <p class="sheet-title">
        <strong>
          {code && `${code} `}
          {course?.name ?? name}
        </strong>
        <span>{title}</span>
        {institution && <span class="sheet-institution">{institution}</span>}
      </p>
      <p>{about.filter(Boolean).join(' · ')}</p>
      {notes.map((note) => note && <p key={note}>{note}</p>)}
    </>
  );
}
