import { Route, Switch } from 'wouter-preact';
import { NotFound } from '../app/App';
import { History } from './History';
import { LessonPage } from './LessonPage';
import { Lessons } from './Lessons';
import { LivePage } from './LivePage';
import { SessionPage } from './SessionPage';
import { Today } from './Today';

export default function Teacher() {
  return (
    <Switch>
      <Route path="/teacher">
        <Today />
      </Route>
      <Route path="/teacher/live/:id">{({ id }) => <LivePage key={id} id={id} />}</Route>
      <Route path="/teacher/history">
        <History />
      </Route>
      <Route path="/teacher/sessions/:id">{({ id }) => <SessionPage key={id} id={id} />}</Route>
      <Route path="/teacher/lessons">
        <Lessons />
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
