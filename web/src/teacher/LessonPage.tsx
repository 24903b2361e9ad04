import { useQuery } from '@tanstack/preact-query';
import { isNotFound } from '../api/http';
import { readLesson } from '../api/teacher';
import type { Lesson } from '../api/types';
import { Page } from '../ui/basics';
import { Loaded } from '../ui/Loaded';
import { ClassListEditor } from './ClassListEditor';
import { PlanForm } from './PlanForm';
import { TermReportCard } from './TermReportCard';

export function LessonPage({ name }: { name: string }) {
  const lesson = useQuery({
    queryKey: ['lesson', name],
    queryFn: ({ signal }) => readOrPrepare(name, signal),
    retry: 1,
  });
  return (
    <Page title={name} wide>
      <Loaded query={lesson}>
        {(found) => (
          <>
            <TermReportCard lesson={name} />
            <div class="columns">
              <ClassListEditor lesson={name} />
              <PlanForm key={planOf(found)} lesson={found} />
            </div>
          </>
        )}
      </Loaded>
    </Page>
  );
}

/** The form starts anew only when the plan has changed: otherwise it would lose what is typed. */
const planOf = ({ planned_sessions, hours_per_session, kind }: Lesson): string =>
  JSON.stringify([planned_sessions, hours_per_session, kind]);

/** The server does not know a lesson that was neither planned nor held, but its plan and class list can be saved. */
async function readOrPrepare(name: string, signal: AbortSignal): Promise<Lesson> {
  try {
    return await readLesson(name, signal);
  } catch (error) {
    if (!isNotFound(error)) throw error;
    return {
      lesson_name: name,
      planned_sessions: null,
      hours_per_session: 1,
      kind: 'theory',
      held_sessions: 0,
      last_held_at: null,
      has_class_list: false,
      student_count: 0,
      course_id: '',
    };
  }
}
