import { Redirect, Route, Switch } from 'wouter-preact';
import { NotFound } from '../app/NotFound';
import { useInstitution } from '../print/useInstitution';
import { CoursePage } from './courses/CoursePage';
import { CoursesPage } from './courses/CoursesPage';
import { LessonRedirect } from './courses/LessonRedirect';
import { SignaturesPage } from './courses/SignaturesPage';
import { HistoryPage } from './HistoryPage';
import { LivePage } from './LivePage';
import { SessionPage } from './SessionPage';
import { TodayPage } from './TodayPage';

export default function Teacher() {
  // Every page has times, and they are the institution's.
  useInstitution();
  return (
    <Switch>
      <Route path="/teacher">
        <TodayPage />
      </Route>
      <Route path="/teacher/live/:id">{({ id }) => <LivePage key={id} id={id} />}</Route>
      <Route path="/teacher/history">
        <HistoryPage />
      </Route>
      <Route path="/teacher/sessions/:id">{({ id }) => <SessionPage key={id} id={id} />}</Route>
      <Route path="/teacher/courses">
        <CoursesPage />
      </Route>
      <Route path="/teacher/courses/:id/signatures">{({ id }) => <SignaturesPage key={id} id={id} />}</Route>
      <Route path="/teacher/courses/:id/:section?">
        {({ id, section }) => <CoursePage key={id} id={id} section={section ?? 'students'} />}
      </Route>
      {/* The addresses of earlier versions. */}
      <Route path="/teacher/lessons">
        <Redirect to="/teacher/courses" replace />
      </Route>
      <Route path="/teacher/lessons/:name">
        {({ name }) => <LessonRedirect key={name} name={decodeURIComponent(name)} />}
      </Route>
      <Route>
        <NotFound />
      </Route>
    </Switch>
  );
}
