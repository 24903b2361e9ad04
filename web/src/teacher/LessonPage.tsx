import { useQuery, useQueryClient } from '@tanstack/preact-query';
import { useState } from 'preact/hooks';
import { Link } from 'wouter-preact';
import { ApiError } from '../api/http';
import * as api from '../api/teacher';
import type { Lesson, LessonKind, TermReport } from '../api/types';
import { isMissing } from '../app/queries';
import { useMessages } from '../i18n';
import { formatDay, formatPercentage } from '../i18n/format';
import { Button, Empty, Failure, Field, Loading, Notice, Page } from '../ui/basics';
import { say } from '../ui/toast';
import { ClassListEditor } from './ClassListEditor';
import { Exports } from './Exports';

export function LessonPage({ name }: { name: string }) {
  const lesson = useQuery({
    queryKey: ['lesson', name],
    queryFn: ({ signal }) => api.findLesson(name, signal),
    retry: 1,
  });
  // A lesson that nobody has planned or held yet is none to the server; its plan and class list can be saved all the same.
  const shown: Lesson | undefined =
    lesson.data ??
    (lesson.error instanceof ApiError && lesson.error.status === 404
      ? {
          lesson_name: name,
          planned_sessions: null,
          hours_per_session: 1,
          kind: 'theory',
          held_sessions: 0,
          last_held_at: null,
          has_class_list: false,
          student_count: 0,
        }
      : undefined);
  return (
    <Page title={name} wide>
      {!shown ? (
        lesson.isPending ? (
          <Loading />
        ) : (
          <Failure error={lesson.error} retry={() => void lesson.refetch()} />
        )
      ) : (
        <>
          <Term name={name} />
          <div class="columns">
            <ClassListEditor name={name} />
            <Plan key={JSON.stringify(shown)} lesson={shown} />
          </div>
        </>
      )}
    </Page>
  );
}

function Term({ name }: { name: string }) {
  const m = useMessages();
  const [range, setRange] = useState({ from: '', to: '' });
  const wrong = Boolean(range.from && range.to && range.to < range.from);
  const report = useQuery({
    queryKey: ['term', name, range],
    queryFn: ({ signal }) => api.reportTerm(name, range, signal),
    enabled: !wrong,
    retry: 1,
  });
  return (
    <section class="card" aria-labelledby="term">
      <h2 id="term">{m.lessons.term}</h2>
      <form class="filters dates" onSubmit={(event) => event.preventDefault()} aria-label={m.lessons.range}>
        <Field label={m.app.from} optional>
          {(attributes) => (
            <input
              {...attributes}
              type="date"
              value={range.from}
              onChange={(event) => setRange({ ...range, from: event.currentTarget.value })}
            />
          )}
        </Field>
        <Field label={m.app.to} optional error={wrong ? m.lessons.badRange : null}>
          {(attributes) => (
            <input
              {...attributes}
              type="date"
              value={range.to}
              onChange={(event) => setRange({ ...range, to: event.currentTarget.value })}
            />
          )}
        </Field>
      </form>
      {wrong ? null : report.isPending ? (
        <Loading />
      ) : isMissing(report.error) ? (
        <Empty>{m.lessons.termEmpty}</Empty>
      ) : report.error ? (
        <Failure error={report.error} retry={() => void report.refetch()} />
      ) : report.data.sessions.length === 0 ? (
        <Empty>{m.lessons.termEmpty}</Empty>
      ) : (
        <TermTable report={report.data} />
      )}
      {report.data && report.data.sessions.length > 0 && (
        <Exports address={(format) => api.termFile(name, format, range)} />
      )}
    </section>
  );
}

function TermTable({ report }: { report: TermReport }) {
  const m = useMessages();
  return (
    <>
      <p class="hint">
        {m.lessons.limit(report.required_percentage)} {m.lessons.legend}.
      </p>
      <div class="scroller" tabIndex={0} role="region" aria-label={m.lessons.termTable}>
        <table class="term">
          <thead>
            <tr>
              <th scope="col" class="stay">
                {m.lessons.student}
              </th>
              <th scope="col">{m.lessons.percentage}</th>
              {report.sessions.map((session) => (
                <th key={session.attendance_id} scope="col">
                  <Link href={`/teacher/sessions/${session.attendance_id}`}>{formatDay(session.start_time)}</Link>
                </th>
              ))}
              <th scope="col">{m.lessons.hoursMissed}</th>
              <th scope="col">{m.lessons.canReach}</th>
            </tr>
          </thead>
          <tbody>
            {report.students.map((student) => {
              const below = student.percentage !== null && student.percentage < report.required_percentage;
              return (
                <tr key={student.user_school_number}>
                  <th scope="row" class="stay">
                    {student.user_full_name} <span class="muted block">{student.user_school_number}</span>
                  </th>
                  <td class={below ? 'number below' : 'number'}>
                    {student.percentage === null ? '–' : formatPercentage(student.percentage)}{' '}
                    {below && <span class="visually-hidden">({m.lessons.below})</span>}
                  </td>
                  {student.cells.map((cell, index) => (
                    <td key={report.sessions[index]?.attendance_id ?? index}>
                      <span class={`cell ${cell}`} aria-hidden="true">
                        {m.lessons.letter[cell]}
                      </span>
                      <span class="visually-hidden">{m.status[cell]}</span>
                    </td>
                  ))}
                  <td class="number">{student.hours_missed}</td>
                  <td>{student.can_still_reach === null ? '–' : student.can_still_reach ? m.app.yes : m.app.no}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </>
  );
}

function Plan({ lesson }: { lesson: Lesson }) {
  const m = useMessages();
  const client = useQueryClient();
  const [planned, setPlanned] = useState(lesson.planned_sessions === null ? '' : String(lesson.planned_sessions));
  const [hours, setHours] = useState(String(lesson.hours_per_session));
  const [kind, setKind] = useState<LessonKind>(lesson.kind);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const badPlanned =
    planned !== '' && !(Number.isInteger(Number(planned)) && Number(planned) >= 1 && Number(planned) <= 200);
  const badHours = !(Number(hours) >= 0.25 && Number(hours) <= 24);

  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    setTried(true);
    if (badPlanned || badHours) return;
    setBusy(true);
    setError(null);
    try {
      await api.planLesson(lesson.lesson_name, {
        planned_sessions: planned === '' ? null : Number(planned),
        hours_per_session: Number(hours),
        kind,
      });
      say(m.app.saved);
      void client.invalidateQueries({ queryKey: ['lesson', lesson.lesson_name] });
      void client.invalidateQueries({ queryKey: ['term', lesson.lesson_name] });
      void client.invalidateQueries({ queryKey: ['lessons'] });
    } catch (refusal) {
      setError(refusal);
    }
    setBusy(false);
  };

  return (
    <form class="card" aria-labelledby="plan" onSubmit={(event) => void submit(event)} noValidate>
      <h2 id="plan">{m.lessons.plan}</h2>
      <Field
        label={m.lessons.planned}
        hint={m.lessons.plannedHint}
        error={tried && badPlanned ? m.lessons.plannedBad : null}
      >
        {(attributes) => (
          <input
            {...attributes}
            class="short"
            type="number"
            min={1}
            max={200}
            value={planned}
            onInput={(event) => setPlanned(event.currentTarget.value)}
          />
        )}
      </Field>
      <Field label={m.lessons.hours} error={tried && badHours ? m.lessons.hoursBad : null}>
        {(attributes) => (
          <input
            {...attributes}
            class="short"
            type="number"
            min={0.25}
            max={24}
            step={0.25}
            value={hours}
            onInput={(event) => setHours(event.currentTarget.value)}
          />
        )}
      </Field>
      <fieldset class="switch">
        <legend>{m.lessons.kind}</legend>
        {(['theory', 'practice'] as LessonKind[]).map((value) => (
          <label key={value}>
            <input type="radio" name="kind" checked={kind === value} onChange={() => setKind(value)} />{' '}
            <span>{m.lessons[value]}</span>
          </label>
        ))}
      </fieldset>
      {error !== null &&
        (isMissing(error) ? (
          <Notice>
            <p>{m.errors.missingRoute}</p>
          </Notice>
        ) : (
          <Failure error={error} />
        ))}
      <Button type="submit" kind="main" busy={busy}>
        {m.app.save}
      </Button>
    </form>
  );
}
