import { Route, Switch } from 'wouter-preact';
import { NotFound } from '../app/NotFound';
import { HistoryPage } from './HistoryPage';
import { LessonPage } from './LessonPage';
import { LessonsPage } from './LessonsPage';
import { LivePage } from './LivePage';
import { SessionPage } from './SessionPage';
import { TodayPage } from './TodayPage';

export default function Teacher() {
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
      <Route path="/teacher/lessons">
        <LessonsPage />
      </Route>
      <Route path="/teacher/lessons/:name">
        {({ name }) => <LessonPage key={name} name={decodeURIComponent(name)} />}
      </Route>
      <Route>
        <NotFound />
      </Route>
    </Switch>
  );
}
