import { QueryClientProvider } from '@tanstack/preact-query';
import type { ComponentChildren } from 'preact';
import { useEffect, useErrorBoundary } from 'preact/hooks';
import { Link, Redirect, Route, Switch, useLocation } from 'wouter-preact';
import type { Role } from '../api/types';
import { login } from '../auth/login';
import { SignIn } from '../auth/SignIn';
import { useMessages } from '../i18n';
import { Button, Page } from '../ui/basics';
import { lazy } from './lazy';
import { queries } from './queries';
import { Shell } from './Shell';
import { useStore } from './store';

// Each role's pages are fetched when somebody of that role signs in.
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
  const current = useStore(login);
  // Nothing of one person is left for the next one.
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
        <For role="Teacher">
          <Teacher />
        </For>
      </Route>
      <Route path="/student/*?">
        <For role="Student">
          <Student />
        </For>
      </Route>
      <Route>
        <NotFound />
      </Route>
    </Switch>
  );
}

export const homeOf = (role: Role): string => (role === 'Teacher' ? '/teacher' : '/student');

function For({ role, children }: { role: Role; children: ComponentChildren }) {
  const m = useMessages();
  const current = useStore(login);
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

export function NotFound() {
  const m = useMessages();
  return (
    <Page title={m.app.notFound}>
      <p>{m.app.notFoundHint}</p>
      <Link class="button main" href="/">
        {m.app.toStart}
      </Link>
    </Page>
  );
}

function Boundary({ children }: { children: ComponentChildren }) {
  const m = useMessages();
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
