import { useMemo, useState } from 'preact/hooks';
import * as api from '../api/teacher';
import type { AttendanceRecord, Session } from '../api/types';
import { useMessages } from '../i18n';
import { formatTime } from '../i18n/format';
import { explain, type RecordStatus, reasonWords, statusOf } from '../i18n/words';
import { Button, Empty, Loading, Tag } from '../ui/basics';
import { Icon } from '../ui/icons';
import { say } from '../ui/toast';
import { AddDialog } from './AddDialog';
import { memo } from './memo';
import { ReasonDialog } from './ReasonDialog';
import { RecordDialog } from './RecordDialog';
import { countRecords, filterRecords } from './roster-state';

interface RosterProps {
  session: Session;
  records: AttendanceRecord[];
  loaded: boolean;
  /** What the server answered to a decision, where it answers with the record. */
  onRecord(record: AttendanceRecord): void;
  onRemoved(student: string): void;
  /** A decision of which the server says only that it is done. */
  onChanged?: () => void;
}

type Open = { kind: 'add' } | { kind: 'details' | 'reject'; student: string } | { kind: 'reject-many' } | null;
const FILTERS: (RecordStatus | 'all')[] = ['all', 'present', 'late', 'pending', 'failed', 'excused'];

export function Roster({ session, records, loaded, onRecord, onRemoved, onChanged }: RosterProps) {
  const m = useMessages();
  const id = session.attendance_id;
  const [search, setSearch] = useState('');
  const [status, setStatus] = useState<RecordStatus | 'all'>('all');
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [open, setOpen] = useState<Open>(null);
  const sorted = useMemo(
    () => [...records].sort((a, b) => a.student.user_full_name.localeCompare(b.student.user_full_name, 'tr')),
    [records],
  );
  const shown = useMemo(() => filterRecords(sorted, search, status), [sorted, search, status]);
  const counts = useMemo(() => countRecords(records), [records]);
  const chosen = shown
    .filter((record) => selected.has(record.student.user_school_number))
    .map((record) => record.student.user_school_number);
  const nameOf = (student: string): string =>
    records.find((record) => record.student.user_school_number === student)?.student.user_full_name ?? student;

  const after = (answer: unknown): void => {
    if (answer && typeof answer === 'object' && 'student' in answer) onRecord(answer as AttendanceRecord);
    onChanged?.();
  };

  const accept = async (record: AttendanceRecord): Promise<void> => {
    try {
      after(await api.accept(id, session.is_live, record.student.user_school_number));
      say(m.roster.accepted(record.student.user_full_name));
    } catch (refusal) {
      say(explain(refusal), 'bad');
    }
  };

  const decideMany = async (action: 'accept' | 'fail', reason?: string): Promise<void> => {
    const answer = await api.bulk(id, action, chosen, reason);
    for (const result of answer.results) if (result.record) onRecord(result.record);
    onChanged?.();
    setSelected(new Set());
    say(m.roster.bulkDone(answer.done, answer.not_found));
  };

  const toggle = (student: string, on: boolean): void => {
    const next = new Set(selected);
    if (on) next.add(student);
    else next.delete(student);
    setSelected(next);
  };

  const details =
    open?.kind === 'details' ? records.find((record) => record.student.user_school_number === open.student) : undefined;
  return (
    <section class="card roster" aria-labelledby="roster">
      <div class="section-head">
        <h2 id="roster">
          {m.roster.title} <span class="muted">{m.roster.shown(shown.length, records.length)}</span>
        </h2>
        <Button icon="plus" onClick={() => setOpen({ kind: 'add' })}>
          {m.roster.add}
        </Button>
      </div>
      <div class="roster-tools">
        <label class="search">
          <Icon name="search" />
          <span class="visually-hidden">{m.roster.search}</span>
          <input
            type="search"
            value={search}
            placeholder={m.roster.search}
            onInput={(event) => setSearch(event.currentTarget.value)}
          />
        </label>
        <label class="filter">
          <span class="visually-hidden">{m.roster.filter}</span>
          <select value={status} onChange={(event) => setStatus(event.currentTarget.value as RecordStatus | 'all')}>
            {FILTERS.map((filter) => (
              <option key={filter} value={filter}>
                {filter === 'all'
                  ? `${m.roster.all} (${records.length})`
                  : `${m.status[filter]} (${filter === 'present' ? counts.here : counts[filter]})`}
              </option>
            ))}
          </select>
        </label>
        <label class="select-all">
          <input
            type="checkbox"
            disabled={!shown.length}
            checked={shown.length > 0 && chosen.length === shown.length}
            onChange={(event) =>
              setSelected(
                event.currentTarget.checked
                  ? new Set(shown.map((record) => record.student.user_school_number))
                  : new Set(),
              )
            }
          />
          <span>{m.roster.selectAll}</span>
        </label>
      </div>
      {chosen.length > 0 && (
        <div class="bulk" role="group" aria-label={m.roster.selected(chosen.length)}>
          <strong>{m.roster.selected(chosen.length)}</strong>
          <Button
            kind="good"
            icon="check"
            onClick={() => void decideMany('accept').catch((refusal: unknown) => say(explain(refusal), 'bad'))}
          >
            {m.roster.acceptSelected}
          </Button>
          <Button kind="danger" icon="cross" onClick={() => setOpen({ kind: 'reject-many' })}>
            {m.roster.rejectSelected}
          </Button>
          <Button kind="quiet" onClick={() => setSelected(new Set())}>
            {m.roster.clear}
          </Button>
        </div>
      )}
      {!loaded ? (
        <Loading />
      ) : records.length === 0 ? (
        <Empty>{session.is_live ? m.roster.empty : m.roster.emptyPast}</Empty>
      ) : shown.length === 0 ? (
        <Empty>{m.roster.nothingFound}</Empty>
      ) : (
        <ul class="people">
          {shown.map((record) => (
            <Person
              key={record.student.user_school_number}
              record={record}
              selected={selected.has(record.student.user_school_number)}
              words={m}
              onSelect={toggle}
              onAccept={(of) => void accept(of)}
              onOpen={setOpen}
            />
          ))}
        </ul>
      )}
      {open?.kind === 'add' && <AddDialog session={session} onClose={() => setOpen(null)} onAdded={after} />}
      {open?.kind === 'reject' && (
        <ReasonDialog
          title={m.roster.rejectTitle(nameOf(open.student))}
          label={m.roster.reason}
          hint={m.roster.reasonHint}
          least={5}
          quick={m.roster.quickReasons}
          action={m.roster.reject}
          draft={`reject.${id}.${open.student}`}
          onClose={() => setOpen(null)}
          onSubmit={async (reason) => {
            after(await api.fail(id, session.is_live, open.student, reason));
            say(m.roster.rejected(nameOf(open.student)));
          }}
        />
      )}
      {open?.kind === 'reject-many' && (
        <ReasonDialog
          title={m.roster.rejectMany(chosen.length)}
          label={m.roster.reason}
          hint={m.roster.reasonHint}
          least={5}
          quick={m.roster.quickReasons}
          action={m.roster.reject}
          draft={`reject-many.${id}`}
          onClose={() => setOpen(null)}
          onSubmit={(reason) => decideMany('fail', reason)}
        />
      )}
      {details && (
        <RecordDialog
          session={session}
          record={details}
          onClose={() => setOpen(null)}
          onRecord={after}
          onRemoved={(student) => {
            setOpen(null);
            onRemoved(student);
            onChanged?.();
          }}
          onReject={() => setOpen({ kind: 'reject', student: details.student.user_school_number })}
          onAccept={() => void accept(details)}
        />
      )}
    </section>
  );
}

interface PersonProps {
  record: AttendanceRecord;
  selected: boolean;
  words: ReturnType<typeof useMessages>;
  onSelect(student: string, on: boolean): void;
  onAccept(record: AttendanceRecord): void;
  onOpen(open: Open): void;
}

// Hundreds of them: drawn anew only when their own record or selection changes.
const Person = memo(
  function Person({ record, selected, words: m, onSelect, onAccept, onOpen }: PersonProps) {
    const status = statusOf(record);
    const { user_school_number: number, user_full_name: name } = record.student;
    return (
      <li class={`person ${status}`}>
        <label class="pick">
          <input
            type="checkbox"
            checked={selected}
            aria-label={m.roster.select(name)}
            onChange={(event) => onSelect(number, event.currentTarget.checked)}
          />
        </label>
        <div class="person-words">
          <strong>{name}</strong> <span class="muted">{number}</span>
          {record.fail_reason && !record.is_attended && (
            <span class="person-reason">{reasonWords(record.fail_reason)}</span>
          )}
        </div>
        <div class="person-status">
          <Tag kind={status}>{m.status[status]}</Tag>
          {record.attendance_time && <span class="muted">{formatTime(record.attendance_time)}</span>}
        </div>
        <div class="person-actions">
          {!record.is_attended && (
            <Button kind="good" icon="check" aria-label={m.roster.acceptName(name)} onClick={() => onAccept(record)}>
              {m.roster.accept}
            </Button>
          )}
          {(record.is_attended || status === 'pending' || record.fail_reason === 'NEEDS_TEACHER') && (
            <Button
              icon="cross"
              aria-label={m.roster.rejectName(name)}
              onClick={() => onOpen({ kind: 'reject', student: number })}
            >
              {m.roster.reject}
            </Button>
          )}
          <Button
            kind="quiet"
            class="round"
            icon="more"
            aria-label={m.roster.details(name)}
            onClick={() => onOpen({ kind: 'details', student: number })}
          />
        </div>
      </li>
    );
  },
  (a, b) => a.record === b.record && a.selected === b.selected && a.words === b.words,
);
