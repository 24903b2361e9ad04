import { Route, Switch } from 'wouter-preact';
import { NotFound } from '../app/NotFound';
import { CheckInPage } from './CheckInPage';
import { OwnAttendancePage } from './OwnAttendancePage';
import { PrivacyPage } from './PrivacyPage';
import { ScanPage } from './ScanPage';
import { TodayPage } from './TodayPage';

export default function Student() {
  return (
    <Switch>
      <Route path="/student">
        <TodayPage />
      </Route>
      <Route path="/student/scan">
        <ScanPage />
      </Route>
      <Route path="/student/sessions/:id">{({ id }) => <CheckInPage key={id} id={id} />}</Route>
      <Route path="/student/attendance">
        <OwnAttendancePage />
      </Route>
      <Route path="/student/privacy">
        <PrivacyPage />
      </Route>
      <Route>
        <NotFound />
      </Route>
    </Switch>
  );
}
