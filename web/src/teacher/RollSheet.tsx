import { useQuery } from '@tanstack/preact-query';
import { readCourse } from '../api/courses';
import type { AttendanceRecord, ClassSession } from '../api/types';
import { messages } from '../i18n';
import { reasonText } from '../i18n/explain';
import { formatDate, formatTime } from '../i18n/format';
import { printedAt } from '../print/printing';
import { Sheet, type SheetColumn, type SheetHead, studentColumns } from '../print/Sheet';
import { useInstitution } from '../print/useInstitution';
import { type RollStudent, tally } from './roll';
import { isStranger } from './roster-state';

interface RollSheetProps {
  session: ClassSession;
  roll: readonly RollStudent[];
  records: ReadonlyMap<string, AttendanceRecord>;
  /** False until the server has said who is expected: the absent are missing then. */
  isWhole: boolean;
}

/** A class session on paper, live or past: everybody, whatever the roster on the screen shows. */
export function RollSheet(props: RollSheetProps) {
  const { course_id } = props.session;
  const institution = useInstitution();
  const course = useQuery({
    queryKey: ['course', course_id],
    queryFn: ({ signal }) => readCourse(course_id ?? '', signal),
    enabled: Boolean(course_id),
  });
  if (printedAt.value === null) return null;
  return <PrintedRoll {...props} institution={institution} course={course.data ?? null} />;
}

type PrintedRollProps = RollSheetProps & Pick<SheetHead, 'institution' | 'course'>;

function PrintedRoll({ session, roll, records, isWhole, institution, course }: PrintedRollProps) {
  const m = messages();
  const counts = tally(roll.map(({ status }) => status));
  const outcomes = (['present', 'late', 'pending', 'not_accepted', 'excused', 'absent'] as const)
    .map((status) => `${m.status[status]}: ${counts[status]}`)
    .join(' · ');
  const head: SheetHead = {
    institution,
    course,
    title: m.paper.roll,
    name: session.lesson_name,
    teachers: session.teacher_full_name,
    facts: [
      formatDate(session.start_time),
      m.teacher.window(formatTime(session.start_time), formatTime(session.end_time)),
    ],
    notes: [
      isWhole ? null : m.paper.incomplete,
      session.status === 'cancelled' ? m.live.cancelled(session.cancel_reason ?? '') : null,
      `${m.courses.students(roll.length)}: ${outcomes}`,
    ],
  };
  const columns: SheetColumn[] = [
    ...studentColumns(),
    { kind: 'status', heading: m.paper.status },
    { kind: 'time', heading: m.paper.time },
    { kind: 'remark', heading: m.paper.remark },
  ];
  return (
    <div class="sheet only-printed">
      <Sheet kind="roll-sheet" head={head} columns={columns}>
        {sortByName(roll).map(({ user_school_number: number, user_full_name: name, status, expected }, index) => {
          const record = records.get(number);
          return (
            <tr key={number}>
              <td class="row-number">{index + 1}</td>
              <td>{number}</td>
              <th scope="row">{name}</th>
              <td>{m.status[status]}</td>
              <td>{record?.attendance_time && formatTime(record.attendance_time)}</td>
              <td>{record && remarkOn(record, expected)}</td>
            </tr>
          );
        })}
      </Sheet>
    </div>
  );
}

/** Why it is so. What is only to be looked at (`flags`) stays on the screen. */
function remarkOn(record: AttendanceRecord, expected: boolean): string {
  const reason = record.fail_reason && !record.is_attended ? reasonText(record) : null;
  const { report, paper } = messages();
  const stranger = isStranger(record) ? report.notListed : null;
  const onOtherDays = record.enrolled && !expected ? paper.notExpected : null;
  return [...new Set([reason, record.note, stranger, onOtherDays])].filter(Boolean).join(' · ');
}

const sortByName = (roll: readonly RollStudent[]): RollStudent[] =>
  [...roll].sort((a, b) => a.user_full_name.localeCompare(b.user_full_name, 'tr'));
