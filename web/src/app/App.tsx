import { QueryClientProvider } from '@tanstack/preact-query';
import type { ComponentChildren } from 'preact';
import { useEffect, useErrorBoundary } from 'preact/hooks';
import { Link, Redirect, Route, Switch, useLocation } from 'wouter-preact';
import type { Role } from '../api/types';
import { login } from '../auth/login';
import { SignIn } from '../auth/SignIn';
import { messages } from '../i18n';
import { Button, Page } from '../ui/basics';
import { lazy } from './lazy';
import { NotFound } from './NotFound';
import { queries } from './queries';
import { Shell } from './Shell';

const Teacher = lazy(() => import('../teacher'));
const Student = lazy(() => import('../student'));
const Join = lazy(() => import('../student/Join'));

export function App() {
  return (
    <QueryClientProvider client={queries}>
      <Shell>
        <Boundary>
          <Pages />
        </Boundary>
      </Shell>
    </QueryClientProvider>
  );
}

function Pages() {
  const current = login.value;
  // The next user must not see the answers of this one.
  useEffect(() => {
    if (!current) queries.clear();
  }, [current?.user.user_school_number]);
  return (
    <Switch>
      <Route path="/">{current ? <Redirect to={homeOf(current.user.role)} replace /> : <SignIn />}</Route>
      <Route path="/join/:code">
        <Join />
      </Route>
      <Route path="/teacher/*?">
        <RequireRole of="Teacher">
          <Teacher />
        </RequireRole>
      </Route>
      <Route path="/student/*?">
        <RequireRole of="Student">
          <Student />
        </RequireRole>
      </Route>
      <Route>
        <NotFound />
      </Route>
    </Switch>
  );
}

const homeOf = (role: Role): string => (role === 'Teacher' ? '/teacher' : '/student');

function RequireRole({ of: role, children }: { of: Role; children: ComponentChildren }) {
  const m = messages();
  const current = login.value;
  if (!current) return <SignIn />;
  if (current.user.role === role) return <>{children}</>;
  return (
    <Page title={m.app.wrongRole}>
      <p>{current.user.role === 'Teacher' ? m.app.wrongRoleTeacher : m.app.wrongRoleStudent}</p>
      <Link class="button main" href={homeOf(current.user.role)}>
        {m.app.toStart}
      </Link>
    </Page>
  );
}

function Boundary({ children }: { children: ComponentChildren }) {
  const m = messages();
  const [location] = useLocation();
  const [error, reset] = useErrorBoundary((reason) => console.error(reason));
  useEffect(() => {
    if (error) reset();
  }, [location]);
  if (!error) return <>{children}</>;
  return (
    <Page title={m.app.crashed}>
      <p role="alert">{m.app.crashedHint}</p>
      <Button kind="main" onClick={() => window.location.reload()}>
        {m.app.reload}
      </Button>
    </Page>
  );
}
