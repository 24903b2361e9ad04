import { Route, Switch } from 'wouter-preact';
import { NotFound } from '../app/App';
import { AttendPage } from './AttendPage';
import { OwnAttendancePage } from './OwnAttendance';
import { Privacy } from './Privacy';
import { Scan } from './Scan';
import { Today } from './Today';

export default function Student() {
  return (
    <Switch>
      <Route path="/student">
        <Today />
      </Route>
      <Route path="/student/scan">
        <Scan />
      </Route>
      <Route path="/student/sessions/:id">{({ id }) => <AttendPage key={id} id={id} />}</Route>
      <Route path="/student/attendance">
        <OwnAttendancePage />
      </Route>
      <Route path="/student/privacy">
        <Privacy />
      </Route>
      <Route>
        <NotFound />
      </Route>
    </Switch>
  );
}
