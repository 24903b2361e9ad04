import { type Signal, useComputed } from '@preact/signals';
import type { AttendanceRecord } from '../api/types';
import { messages } from '../i18n';
import { reasonText } from '../i18n/explain';
import { formatTime } from '../i18n/format';
import { Button, Tag } from '../ui/basics';
import { isStranger } from './roster-state';

/** The numbers of the selected students. */
export type Selection = Signal<ReadonlySet<string>>;

export type OpenDialog = { kind: 'add' | 'reject-many' } | { kind: 'details' | 'reject'; record: AttendanceRecord };

interface RosterRowProps {
  record: AttendanceRecord;
  selection: Selection;
  onAccept(record: AttendanceRecord): void;
  /** Puts a stranger on the class list; undefined: the session has no course. */
  onEnrol: ((record: AttendanceRecord) => void) | undefined;
  onOpen(dialog: OpenDialog): void;
}

/**
 * There may be hundreds. A component that reads signals is re-rendered only when one of them or a property changes,
 * so the handlers must stay the same functions.
 */
export function RosterRow({ record, selection, onAccept, onEnrol, onOpen }: RosterRowProps) {
  const m = messages();
  const { user_school_number: number, user_full_name: name } = record.student;
  const isSelected = useComputed(() => selection.value.has(number));
  return (
    <li class={`person ${record.status}${isStranger(record) ? ' stranger' : ''}`}>
      <label class="pick">
        <input
          type="checkbox"
          checked={isSelected.value}
          aria-label={m.roster.select(name)}
          onChange={(event) => select(selection, number, event.currentTarget.checked)}
        />
      </label>
      <div class="person-words">
        <strong>{name}</strong> <span class="muted">{number}</span>
        {record.fail_reason && !record.is_attended && <span class="person-reason">{reasonText(record)}</span>}
        {record.flags.map((flag) => (
          <span key={flag} class="person-flag">
            {m.flags[flag]}
          </span>
        ))}
      </div>
      <div class="person-status">
        <Tag kind={record.status}>{m.status[record.status]}</Tag>
        {record.attendance_time && <span class="muted">{formatTime(record.attendance_time)}</span>}
      </div>
      <div class="person-actions">
        {!record.is_attended && (
          <Button kind="good" icon="check" aria-label={m.roster.acceptName(name)} onClick={() => onAccept(record)}>
            {m.roster.accept}
          </Button>
        )}
        {onEnrol && isStranger(record) && (
          <Button icon="plus" aria-label={m.roster.enrolName(name)} onClick={() => onEnrol(record)}>
            {m.roster.enrol}
          </Button>
        )}
        {canReject(record) && (
          <Button
            icon="cross"
            aria-label={m.roster.rejectName(name)}
            onClick={() => onOpen({ kind: 'reject', record })}
          >
            {m.roster.reject}
          </Button>
        )}
        <Button
          kind="quiet"
          class="round"
          icon="more"
          aria-label={m.roster.details(name)}
          onClick={() => onOpen({ kind: 'details', record })}
        />
      </div>
    </li>
  );
}

/** Whether there is still something to reject; others are not accepted already. */
const canReject = ({ is_attended, status, reason_code }: AttendanceRecord): boolean =>
  is_attended || status === 'pending' || reason_code === 'needs_teacher';

function select(selection: Selection, number: string, isSelected: boolean): void {
  const next = new Set(selection.value);
  if (isSelected) next.add(number);
  else next.delete(number);
  selection.value = next;
}
