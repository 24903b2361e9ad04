import { useSignal } from '@preact/signals';
import { useCallback, useMemo, useState } from 'preact/hooks';
import { enrol as enrolStudent } from '../api/courses';
import * as api from '../api/teacher';
import type { AttendanceRecord, ClassSession } from '../api/types';
import { messages } from '../i18n';
import { Button, Empty, Loading } from '../ui/basics';
import { Icon } from '../ui/icons';
import { showToast, toastFailure } from '../ui/toast';
import { AddDialog } from './AddDialog';
import { RecordDialog } from './RecordDialog';
import { RejectDialog } from './RejectDialog';
import { type OpenDialog, RosterRow, type Selection } from './RosterRow';
import { tally } from './roll';
import { filterRecords, isStranger, numberOf, type StatusFilter } from './roster-state';

interface RosterProps {
  session: ClassSession;
  records: AttendanceRecord[];
  loaded: boolean;
  /** Records as a decision left them. */
  onRecords(records: AttendanceRecord[]): void;
  onRemoved(student: string): void;
}

const FILTERS: StatusFilter[] = ['all', 'present', 'late', 'pending', 'not_accepted', 'excused', 'not_enrolled'];

export function Roster({ session, records, loaded, onRecords, onRemoved }: RosterProps) {
  const m = messages();
  const id = session.attendance_id;
  const [search, setSearch] = useState('');
  const [filter, setFilter] = useState<StatusFilter>('all');
  const [dialog, setDialog] = useState<OpenDialog | null>(null);
  const selection: Selection = useSignal(new Set());
  const sorted = useMemo(() => sortByName(records), [records]);
  const shown = useMemo(() => filterRecords(sorted, search, filter), [sorted, search, filter]);
  const counts = useMemo(() => tally(records.map(({ status }) => status)), [records]);
  const strangers = useMemo(() => records.filter(isStranger).length, [records]);
  const selected = shown.map(numberOf).filter((number) => selection.value.has(number));

  const accept = useCallback(
    (record: AttendanceRecord) =>
      void toastFailure(async () => {
        onRecords([await api.accept(id, numberOf(record))]);
        showToast(messages().roster.accepted(record.student.user_full_name));
      }),
    [id, onRecords],
  );

  // A server without courses says none, and then there is nobody to enrol anywhere.
  const courseId = session.course_id;
  const enrol = useMemo(
    () =>
      courseId
        ? (record: AttendanceRecord) =>
            void toastFailure(async () => {
              await enrolStudent(courseId, numberOf(record), {});
              const flags = record.flags.filter((flag) => flag !== 'not_enrolled');
              onRecords([{ ...record, enrolled: true, flags }]);
              showToast(messages().roster.enrolled(record.student.user_full_name));
            })
        : undefined,
    [courseId, onRecords],
  );

  const decideMany = async (action: 'accept' | 'fail', reason?: string): Promise<void> => {
    const answer = await api.decideMany(id, action, selected, reason);
    onRecords(answer.results.flatMap((result) => result.record ?? []));
    selection.value = new Set();
    showToast(m.roster.bulkDone(answer.done, answer.not_found));
  };

  const labelOf = (option: StatusFilter): string => {
    if (option === 'all') return `${m.roster.all} (${records.length})`;
    if (option === 'not_enrolled') return `${m.roster.notEnrolled} (${strangers})`;
    return `${m.status[option]} (${option === 'present' ? counts.attended : counts[option]})`;
  };

  // As it is now, not as it was when the dialog was opened.
  const details = dialog?.kind === 'details' && records.find((record) => numberOf(record) === numberOf(dialog.record));

  return (
    <section class="card roster" aria-labelledby="roster">
      <div class="section-head">
        <h2 id="roster">
          {m.roster.title} <span class="muted">{m.roster.shown(shown.length, records.length)}</span>
        </h2>
        <Button icon="plus" onClick={() => setDialog({ kind: 'add' })}>
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
          <select value={filter} onChange={(event) => setFilter(event.currentTarget.value as StatusFilter)}>
            {FILTERS.filter((option) => option !== 'not_enrolled' || strangers > 0 || filter === option).map(
              (option) => (
                <option key={option} value={option}>
                  {labelOf(option)}
                </option>
              ),
            )}
          </select>
        </label>
        <label class="select-all">
          <input
            type="checkbox"
            disabled={!shown.length}
            checked={shown.length > 0 && selected.length === shown.length}
            onChange={(event) => {
              selection.value = new Set(event.currentTarget.checked ? shown.map(numberOf) : []);
            }}
          />
          <span>{m.roster.selectAll}</span>
        </label>
      </div>
      {selected.length > 0 && (
        <fieldset class="bulk" aria-label={m.roster.selected(selected.length)}>
          <strong>{m.roster.selected(selected.length)}</strong>
          <Button kind="good" icon="check" onClick={() => void toastFailure(() => decideMany('accept'))}>
            {m.roster.acceptSelected}
          </Button>
          <Button kind="danger" icon="cross" onClick={() => setDialog({ kind: 'reject-many' })}>
            {m.roster.rejectSelected}
          </Button>
          <Button
            kind="quiet"
            onClick={() => {
              selection.value = new Set();
            }}
          >
            {m.roster.clear}
          </Button>
        </fieldset>
      )}
      {!loaded && <Loading />}
      {loaded && shown.length === 0 && <Empty>{emptyText(session, records)}</Empty>}
      {loaded && shown.length > 0 && (
        <ul class="people">
          {shown.map((record) => (
            <RosterRow
              key={numberOf(record)}
              record={record}
              selection={selection}
              onAccept={accept}
              onEnrol={enrol}
              onOpen={setDialog}
            />
          ))}
        </ul>
      )}
      {dialog?.kind === 'add' && (
        <AddDialog sessionId={id} onClose={() => setDialog(null)} onAdded={(record) => onRecords([record])} />
      )}
      {dialog?.kind === 'reject' && (
        <RejectDialog
          title={m.roster.rejectTitle(dialog.record.student.user_full_name)}
          draft={`reject.${id}.${numberOf(dialog.record)}`}
          onClose={() => setDialog(null)}
          onSubmit={async (reason) => {
            onRecords([await api.reject(id, numberOf(dialog.record), reason)]);
            showToast(m.roster.rejected(dialog.record.student.user_full_name));
          }}
        />
      )}
      {dialog?.kind === 'reject-many' && (
        <RejectDialog
          title={m.roster.rejectMany(selected.length)}
          draft={`reject-many.${id}`}
          onClose={() => setDialog(null)}
          onSubmit={(reason) => decideMany('fail', reason)}
        />
      )}
      {details && (
        <RecordDialog
          session={session}
          record={details}
          onClose={() => setDialog(null)}
          onRecord={(record) => onRecords([record])}
          onRemoved={(student) => {
            setDialog(null);
            onRemoved(student);
          }}
          onReject={(record) => setDialog({ kind: 'reject', record })}
          onAccept={accept}
        />
      )}
    </section>
  );
}

const sortByName = (records: AttendanceRecord[]): AttendanceRecord[] =>
  [...records].sort((a, b) => a.student.user_full_name.localeCompare(b.student.user_full_name, 'tr'));

function emptyText(session: ClassSession, records: AttendanceRecord[]): string {
  const m = messages().roster;
  if (records.length > 0) return m.nothingFound;
  return session.is_live ? m.empty : m.emptyPast;
}
