import { useQuery, useQueryClient } from '@tanstack/preact-query';
import { useRef, useState } from 'preact/hooks';
import { readTimetable, saveTimetable, uploadTimetable } from '../../api/courses';
import type { Course, Timetable, WeeklySlot } from '../../api/types';
import { useForm } from '../../app/submit';
import { messages } from '../../i18n';
import { formatDay, formatWeekday } from '../../i18n/format';
import { Button, Empty, Failure, Field } from '../../ui/basics';
import { Icon } from '../../ui/icons';
import { Loaded } from '../../ui/Loaded';
import { showToast } from '../../ui/toast';

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];
const newSlot: WeeklySlot = { weekday: 1, from: '09:00', to: '11:00', first_day: null, last_day: null };

/** When the course is taught: edited by hand, or taken from a calendar file. */
export function TimetableSection({ course }: { course: Course }) {
  const client = useQueryClient();
  const id = course.course_id;
  const timetable = useQuery({ queryKey: ['timetable', id], queryFn: ({ signal }) => readTimetable(id, signal) });
  const onSaved = (saved: Timetable): void => {
    client.setQueryData(['timetable', id], saved);
    // A session's hours may be those of its slot.
    void client.invalidateQueries({ queryKey: ['term', id] });
  };
  return (
    <div class="columns">
      <Loaded query={timetable}>
        {(found) => (
          <>
            <TimetableForm key={JSON.stringify(found)} course={id} timetable={found} onSaved={onSaved} />
            <UploadForm course={id} onSaved={onSaved} />
          </>
        )}
      </Loaded>
    </div>
  );
}

interface TimetableFormProps {
  course: string;
  timetable: Timetable;
  onSaved(saved: Timetable): void;
}

function TimetableForm({ course, timetable, onSaved }: TimetableFormProps) {
  const m = messages();
  const [slots, setSlots] = useState(timetable.slots);
  const [daysOff, setDaysOff] = useState(timetable.days_off);
  // A day that is typed but not added yet: saving adds it.
  const [typedDay, setTypedDay] = useState('');
  const change = (place: number, part: Partial<WeeklySlot>): void =>
    setSlots(slots.map((slot, index) => (index === place ? { ...slot, ...part } : slot)));

  const wrong = slots.findIndex(({ from, to }) => !from || !to || to <= from);
  const { busy, error, problems, onSubmit } = useForm(
    () => (wrong < 0 ? {} : { [`to${wrong}`]: m.timetable.slotBad(wrong + 1) }),
    async () => {
      onSaved(await saveTimetable(course, { slots, days_off: withDay(daysOff, typedDay) }));
      showToast(m.app.saved);
    },
  );

  return (
    <form class="card" aria-labelledby="timetable" onSubmit={onSubmit} noValidate>
      <h2 id="timetable">{m.timetable.title}</h2>
      <p class="hint">{m.timetable.lead}</p>
      {slots.length === 0 && <Empty>{m.timetable.empty}</Empty>}
      {slots.map((slot, place) => (
        <SlotFields
          // Nothing else tells slots apart; their fields hold no state of their own.
          key={place}
          place={place}
          slot={slot}
          problem={problems[`to${place}`]}
          onChange={(part) => change(place, part)}
          onRemove={() => setSlots(slots.filter((_, index) => index !== place))}
        />
      ))}
      <div>
        <Button icon="plus" onClick={() => setSlots([...slots, slots.at(-1) ?? newSlot])}>
          {m.timetable.add}
        </Button>
      </div>
      <DaysOff days={daysOff} typed={typedDay} onChange={setDaysOff} onType={setTypedDay} />
      {error !== null && <Failure error={error} />}
      <Button type="submit" kind="main" busy={busy}>
        {m.app.save}
      </Button>
    </form>
  );
}

interface SlotFieldsProps {
  place: number;
  slot: WeeklySlot;
  problem: string | undefined;
  onChange(part: Partial<WeeklySlot>): void;
  onRemove(): void;
}

function SlotFields({ place, slot, problem, onChange, onRemove }: SlotFieldsProps) {
  const m = messages();
  const number = place + 1;
  return (
    <fieldset class="slot">
      <legend>{m.timetable.slot(number)}</legend>
      <Field label={m.timetable.weekday}>
        {(attributes) => (
          <select
            {...attributes}
            value={slot.weekday ?? 1}
            onChange={(event) => onChange({ weekday: Number(event.currentTarget.value) })}
          >
            {WEEKDAYS.map((weekday) => (
              <option key={weekday} value={weekday}>
                {formatWeekday(weekday)}
              </option>
            ))}
          </select>
        )}
      </Field>
      {(['from', 'to'] as const).map((end) => (
        <Field key={end} label={m.timetable[end]} error={end === 'to' ? problem : null}>
          {(attributes) => (
            <input
              {...attributes}
              name={`${end}${place}`}
              type="time"
              value={slot[end] ?? ''}
              onInput={(event) => onChange({ [end]: event.currentTarget.value })}
            />
          )}
        </Field>
      ))}
      {(['first_day', 'last_day'] as const).map((day) => (
        <Field key={day} label={day === 'first_day' ? m.timetable.firstDay : m.timetable.lastDay} optional>
          {(attributes) => (
            <input
              {...attributes}
              type="date"
              value={slot[day] ?? ''}
              onInput={(event) => onChange({ [day]: event.currentTarget.value || null })}
            />
          )}
        </Field>
      ))}
      <Button kind="quiet" aria-label={m.timetable.removeSlot(number)} onClick={onRemove}>
        {m.timetable.remove}
      </Button>
    </fieldset>
  );
}

const withDay = (days: string[], day: string): string[] => (day ? [...new Set([...days, day])].sort() : days);

interface DaysOffProps {
  days: string[];
  typed: string;
  onChange(days: string[]): void;
  onType(day: string): void;
}

function DaysOff({ days, typed, onChange, onType }: DaysOffProps) {
  const m = messages();
  const add = (): void => {
    onChange(withDay(days, typed));
    onType('');
  };
  return (
    <fieldset class="fields">
      <legend>
        <strong>{m.timetable.daysOff}</strong>
      </legend>
      {days.length === 0 && <p class="hint">{m.timetable.daysOffNone}</p>}
      <ul class="days">
        {days.map((off) => (
          <li key={off}>
            <Button
              kind="quiet"
              aria-label={m.timetable.removeDay(formatDay(off))}
              onClick={() => onChange(days.filter((other) => other !== off))}
            >
              {formatDay(off)} <Icon name="cross" />
            </Button>
          </li>
        ))}
      </ul>
      <Field label={m.timetable.dayOff}>
        {(attributes) => (
          <div class="with-button">
            <input {...attributes} type="date" value={typed} onInput={(event) => onType(event.currentTarget.value)} />
            <Button disabled={!typed} onClick={add}>
              {m.timetable.addDay}
            </Button>
          </div>
        )}
      </Field>
    </fieldset>
  );
}

function UploadForm({ course, onSaved }: { course: string; onSaved: (saved: Timetable) => void }) {
  const m = messages();
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File | null>(null);
  const { busy, error, problems, onSubmit } = useForm(
    () => (file ? {} : { file: m.timetable.fileMissing }),
    async () => {
      if (!file) return;
      const saved = await uploadTimetable(course, file);
      onSaved(saved);
      showToast(m.timetable.uploaded(saved.slots.length, saved.days_off.length));
      if (input.current) input.current.value = '';
      setFile(null);
    },
  );
  return (
    <form class="card" aria-labelledby="calendar-file" onSubmit={onSubmit} noValidate>
      <h2 id="calendar-file">{m.timetable.upload}</h2>
      <Field label={m.timetable.upload} hint={m.timetable.uploadHint} error={problems.file}>
        {(attributes) => (
          <input
            {...attributes}
            ref={input}
            name="file"
            type="file"
            accept=".ics,text/calendar"
            onChange={(event) => setFile(event.currentTarget.files?.[0] ?? null)}
          />
        )}
      </Field>
      {error !== null && <Failure error={error} />}
      <Button type="submit" busy={busy}>
        {m.timetable.uploadAction}
      </Button>
    </form>
  );
}
