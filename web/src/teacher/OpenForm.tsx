import { useQuery, useQueryClient } from '@tanstack/preact-query';
import { useLocation } from 'wouter-preact';
import { listCourses } from '../api/courses';
import { ApiError, NetworkError } from '../api/http';
import { findLive, openSession } from '../api/teacher';
import type { ClassSession, Course } from '../api/types';
import { serverNow } from '../app/clock';
import { useDraft } from '../app/draft';
import { readStored, writeStored } from '../app/storage';
import { type Problems, useForm } from '../app/submit';
import { messages } from '../i18n';
import { formatDate, formatTime } from '../i18n/format';
import { instantOf } from '../i18n/zone';
import { Button, Failure, Field } from '../ui/basics';
import { showToast } from '../ui/toast';
import { titleOf } from './courses/course';

const SECURITY_OPTIONS = [1, 2, 3, 4] as const;
/** Instead of a course: one whose name is typed. */
const OTHER = 'other';

interface Draft {
  /** The id of a course, or OTHER; empty: not chosen yet. */
  course: string;
  name: string;
  minutes: string;
  option: (typeof SECURITY_OPTIONS)[number];
  late: string;
  code: boolean;
  /** As the browser's field has it, in the institution's time; empty: now. */
  start: string;
  hours: string;
}

// The last choices on this device, without what belongs to one session.
const LAST_CHOICES = 'attn.usual';
const QUICK_MINUTES = [10, 15, 30, 45];
const MAX_MINUTES = 24 * 60;
const MAX_HOURS = 24;
const ofOneSession = { course: '', name: '', start: '', hours: '' };
const defaults: Draft = { ...ofOneSession, minutes: '15', option: 1, late: '', code: true };

const initialDraft = (): Draft => ({
  ...defaults,
  ...readStored<Partial<Draft>>('local', LAST_CHOICES),
  ...ofOneSession,
});

const isWholeNumber = (text: string, min: number, max: number): boolean =>
  Number.isInteger(Number(text)) && Number(text) >= min && Number(text) <= max;

type Checked = 'course' | 'name' | 'minutes' | 'late' | 'start' | 'hours';

function validate({ course, name, minutes, late, start, hours }: Draft): Problems<Checked> {
  const m = messages().teacher;
  return {
    ...(course ? {} : { course: m.courseMissing }),
    ...(course !== OTHER || name.trim() ? {} : { name: m.courseNameMissing }),
    ...(isWholeNumber(minutes, 1, MAX_MINUTES) ? {} : { minutes: m.minutesBad }),
    ...(late === '' || isWholeNumber(late, 0, MAX_MINUTES) ? {} : { late: m.lateBad }),
    ...(start === '' || instantOf(start) > serverNow() ? {} : { start: m.startBad }),
    ...(hours === '' || (Number(hours) > 0 && Number(hours) <= MAX_HOURS) ? {} : { hours: m.hoursBad }),
  };
}

/** What the server is asked for. Times are those of the server's clock, apart from one that was typed. */
function requestFor({ course, name, minutes, option, late, code, start, hours }: Draft) {
  const begins = start === '' ? serverNow() : instantOf(start);
  return {
    ...(course === OTHER ? { lesson_name: name.trim() } : { course_id: course }),
    ...(start === '' ? {} : { start_time: new Date(begins).toISOString() }),
    end_time: new Date(begins + Number(minutes) * 60_000).toISOString(),
    security_option: option,
    late_after_minutes: late === '' ? null : Number(late),
    require_code: code,
    ...(hours === '' ? {} : { hours: Number(hours) }),
  };
}

export function OpenForm() {
  const m = messages();
  const [, navigate] = useLocation();
  const client = useQueryClient();
  const [typed, setTyped, deleteDraft] = useDraft<Draft>('open-session', initialDraft());
  const courses = useQuery({
    queryKey: ['courses', ''],
    queryFn: ({ signal }) => listCourses(undefined, signal),
    staleTime: 60_000,
  });
  const change = (part: Partial<Draft>): void => setTyped({ ...typed, ...part });
  // Where there is nothing to choose from, a name is typed.
  const draft = courses.data?.length || !courses.isFetched ? typed : { ...typed, course: OTHER };

  const { busy, error, problems, onSubmit } = useForm(
    () => validate(draft),
    async () => {
      try {
        take(await openSession(requestFor(draft)));
      } catch (failure) {
        if (mayBeOpen(failure)) await showOpenSession();
        throw failure;
      }
    },
  );

  const take = (session: ClassSession): void => {
    writeStored('local', LAST_CHOICES, { ...typed, ...ofOneSession });
    deleteDraft();
    for (const key of ['courses', 'lessons']) void client.invalidateQueries({ queryKey: [key] });
    if (session.status === 'planned') {
      void client.invalidateQueries({ queryKey: ['planned'] });
      showToast(m.teacher.plannedFor(formatDate(session.start_time), formatTime(session.start_time)));
    } else {
      client.setQueryData(['live'], session);
      navigate(`/teacher/live/${session.attendance_id}`);
    }
  };

  const showOpenSession = async (): Promise<void> => {
    const live = await findLive().catch(() => null);
    client.setQueryData(['live'], live);
    if (!draft.start && live && isOf(live, draft)) navigate(`/teacher/live/${live.attendance_id}`);
  };

  return (
    <form class="card" aria-labelledby="open-title" onSubmit={onSubmit} noValidate>
      <h2 id="open-title">{m.teacher.openTitle}</h2>
      <CourseFields draft={draft} courses={courses.data ?? []} problems={problems} onChange={change} />
      <Field label={m.teacher.minutes} error={problems.minutes}>
        {(attributes) => (
          <div class="minutes">
            <input
              {...attributes}
              name="minutes"
              type="number"
              inputMode="numeric"
              min={1}
              max={MAX_MINUTES}
              value={draft.minutes}
              onInput={(event) => change({ minutes: event.currentTarget.value })}
            />
            <span class="unit">{m.teacher.minutesUnit}</span>
            <span class="quick">
              {QUICK_MINUTES.map((minutes) => (
                <Button
                  key={minutes}
                  kind="quiet"
                  aria-label={m.app.minutes(minutes)}
                  aria-pressed={draft.minutes === String(minutes)}
                  onClick={() => change({ minutes: String(minutes) })}
                >
                  {minutes}
                </Button>
              ))}
            </span>
          </div>
        )}
      </Field>
      <fieldset class="choices">
        <legend>{m.security.legend}</legend>
        {SECURITY_OPTIONS.map((option) => (
          <label key={option} class="choice">
            <input type="radio" name="option" checked={draft.option === option} onChange={() => change({ option })} />
            <span>
              <strong>{m.security.title[option]}</strong> <span class="muted block">{m.security.hint[option]}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <label class="choice">
        <input
          type="checkbox"
          name="code"
          checked={draft.code}
          onChange={(event) => change({ code: event.currentTarget.checked })}
        />
        <span>
          <strong>{m.teacher.requireCode}</strong> <span class="muted block">{m.teacher.requireCodeHint}</span>
        </span>
      </label>
      <Field label={m.teacher.late} hint={m.teacher.lateHint} error={problems.late} optional>
        {(attributes) => (
          <div class="minutes">
            <input
              {...attributes}
              name="late"
              type="number"
              inputMode="numeric"
              min={0}
              max={MAX_MINUTES}
              value={draft.late}
              onInput={(event) => change({ late: event.currentTarget.value })}
            />
            <span class="unit">{m.teacher.minutesUnit}</span>
          </div>
        )}
      </Field>
      <details class="fold" open={Boolean(draft.start || draft.hours || problems.start || problems.hours)}>
        <summary>{m.teacher.furtherOptions}</summary>
        <div class="pair">
          <Field label={m.teacher.start} hint={m.teacher.startHint} error={problems.start} optional>
            {(attributes) => (
              <input
                {...attributes}
                name="start"
                type="datetime-local"
                value={draft.start}
                onInput={(event) => change({ start: event.currentTarget.value })}
              />
            )}
          </Field>
          <Field label={m.teacher.hours} hint={m.teacher.hoursHint} error={problems.hours} optional>
            {(attributes) => (
              <input
                {...attributes}
                name="hours"
                class="short"
                type="number"
                min={0}
                max={MAX_HOURS}
                step="any"
                value={draft.hours}
                onInput={(event) => change({ hours: event.currentTarget.value })}
              />
            )}
          </Field>
        </div>
      </details>
      {error !== null && <Failure error={error} />}
      <Button type="submit" kind="main" busy={busy}>
        {busy ? m.teacher.opening : draft.start ? m.teacher.plan : m.teacher.open}
      </Button>
    </form>
  );
}

interface CourseFieldsProps {
  draft: Draft;
  courses: Course[];
  problems: Problems<Checked>;
  onChange(part: Partial<Draft>): void;
}

/** One of the own courses, or the name of another one. */
function CourseFields({ draft, courses, problems, onChange }: CourseFieldsProps) {
  const m = messages();
  return (
    <>
      {courses.length > 0 && (
        <Field label={m.teacher.course} error={problems.course}>
          {(attributes) => (
            <select
              {...attributes}
              name="course"
              value={draft.course}
              onChange={(event) => onChange({ course: event.currentTarget.value })}
            >
              <option value="" disabled>
                {m.teacher.chooseCourse}
              </option>
              {courses.map((course) => (
                <option key={course.course_id} value={course.course_id}>
                  {titleOf(course)}
                </option>
              ))}
              <option value={OTHER}>{m.teacher.otherCourse}</option>
            </select>
          )}
        </Field>
      )}
      {draft.course === OTHER && (
        <Field label={m.teacher.courseName} hint={m.teacher.courseNameHint} error={problems.name}>
          {(attributes) => (
            <input
              {...attributes}
              name="name"
              maxLength={200}
              value={draft.name}
              autocomplete="off"
              onInput={(event) => onChange({ name: event.currentTarget.value })}
            />
          )}
        </Field>
      )}
    </>
  );
}

/** Whether a session is one that the form has asked for. */
const isOf = (session: ClassSession, { course, name }: Draft): boolean =>
  course === OTHER ? session.lesson_name === name.trim() : session.course_id === course;

/** The answer may have been lost on its way, or another device may have opened a session. */
const mayBeOpen = (failure: unknown): boolean =>
  failure instanceof NetworkError || (failure instanceof ApiError && failure.code === 'session_overlaps');
