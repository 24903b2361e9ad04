import { Link } from 'wouter-preact';
import { messages } from '../i18n';
import { Page } from '../ui/basics';

export function NotFound() {
  const m = messages();
  return (
    <Page title={m.app.notFound}>
      <p>{m.app.notFoundHint}</p>
      <Link class="button main" href="/">
        {m.app.toStart}
      </Link>
    </Page>
  );
}
