import type { DateRange, TermFilter } from '../../api/courses';
import type { Course, TermReport, TermStudent } from '../../api/types';
import { messages } from '../../i18n';
import { formatDay, formatNumber, formatPercentage, formatPlainDate } from '../../i18n/format';
import { Sheet, type SheetColumn, type SheetHead, studentColumns } from '../../print/Sheet';
import {
  hasUncounted,
  headingsOf,
  isMarkedBelow,
  isStranger,
  letterOf,
  missedOf,
  nameOfFilter,
  partsOf,
  unitOf,
} from './term';

interface TermSheetProps {
  course: Course;
  institution: string | null;
  teachers: string;
  report: TermReport;
  /** Those whom the filter has left. */
  students: readonly TermStudent[];
  filter: TermFilter;
  range: DateRange;
  isWhole: boolean;
}

/** The report on paper. More sessions than fit on its width follow as further tables, each with the names. */
export function TermSheet(props: TermSheetProps) {
  const parts = partsOf(props.report.sessions.length);
  const headings = headingsOf(props.report.sessions);
  return (
    <div class="sheet only-printed">
      {parts.map((part, index) => (
        <Part key={part.start} {...props} {...part} headings={headings} number={index + 1} count={parts.length} />
      ))}
    </div>
  );
}

interface PartProps extends TermSheetProps {
  headings: readonly string[];
  /** The sessions of this part: from the first of these places to before the second. */
  start: number;
  end: number;
  number: number;
  count: number;
}

function Part({ report, students, headings, start, end, number, count, ...sheet }: PartProps) {
  const m = messages();
  const sessions = report.sessions.slice(start, end);
  const head: SheetHead = {
    institution: sheet.institution,
    title: m.paper.termTitle,
    name: sheet.course.name,
    course: sheet.course,
    teachers: sheet.teachers,
    facts: [rangeOf(report, sheet.range), m.paper.sessions(report.sessions.length)],
    notes: [
      sheet.isWhole ? null : m.paper.incomplete,
      sheet.filter.only === 'everybody'
        ? null
        : m.paper.filtered(nameOfFilter(sheet.filter), students.length, report.students.length),
      count > 1 ? m.paper.part(number, count, start + 1, end) : null,
      `${m.paper.limit(formatPercentage(report.required_percentage))} · ${m.report.legend}`,
      hasUncounted(students) ? m.paper.notCounted : null,
    ],
  };
  const columns: SheetColumn[] = [
    ...studentColumns(),
    ...sessions.map(({ attendance_id }, place) => ({
      kind: 'session',
      heading: headings[start + place] ?? '',
      key: attendance_id,
    })),
    { kind: 'share', heading: m.report.percentage },
    { kind: 'missed', heading: m.report.missed[unitOf(report)] },
    { kind: 'reach', heading: m.report.canReach },
  ];
  const kind = sessions.length > MAX_WIDE ? 'term-sheet narrow' : 'term-sheet wide';
  return (
    <Sheet kind={kind} head={head} columns={columns}>
      {students.map((student, index) => (
        <tr key={student.user_school_number} class={isMarkedBelow(student) ? 'below' : ''}>
          <td class="row-number">{index + 1}</td>
          <td>{student.user_school_number}</td>
          <th scope="row">{student.user_full_name}</th>
          {sessions.map(({ attendance_id }, place) => (
            <td key={attendance_id} class="session">
              {letterOf(student, start + place)}
            </td>
          ))}
          <td class="share">{shareOf(student)}</td>
          <td class="missed">{formatNumber(missedOf(student))}</td>
          <td>{reachOf(student)}</td>
        </tr>
      ))}
    </Sheet>
  );
}

/** Up to so many sessions have room to spare. */
const MAX_WIDE = 16;

const BELOW = '▼';

function shareOf(student: TermStudent): string {
  const share = student.percentage === null ? '–' : formatPercentage(student.percentage);
  return isMarkedBelow(student) ? `${BELOW} ${share}` : share;
}

function reachOf(student: TermStudent): string {
  const { app, report } = messages();
  if (isStranger(student)) return report.notListed;
  if (student.sum.exempt) return report.exempt;
  if (student.can_still_reach === null) return '–';
  return student.can_still_reach ? app.yes : app.no;
}

/** The days that were asked for, else those of the first and the last session. */
function rangeOf({ sessions }: TermReport, { from, to }: DateRange): string | null {
  const first = sessions[0];
  const last = sessions.at(-1);
  if (!first || !last) return null;
  const start = from ? formatDay(from) : formatPlainDate(first.start_time);
  const end = to ? formatDay(to) : formatPlainDate(last.start_time);
  return start === end ? start : messages().paper.range(start, end);
}
