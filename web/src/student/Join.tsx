import { useEffect } from 'preact/hooks';
import { Link, useParams } from 'wouter-preact';
import { useStore } from '../app/store';
import { login } from '../auth/login';
import { SignIn } from '../auth/SignIn';
import { useMessages } from '../i18n';
import { Failure, Loading, Notice, Page } from '../ui/basics';
import { CodeForm } from './CodeForm';
import { useJoin } from './useJoin';

/** Where the code on the screen leads: the ticket is fetched before anything else, because the code lives for seconds only. */
export default function Join() {
  const m = useMessages();
  const { code = '' } = useParams<{ code: string }>();
  const current = useStore(login);
  const { busy, error, choices, tryCode } = useJoin();
  const isTeacher = current?.user.role === 'Teacher';

  useEffect(() => {
    if (!isTeacher) void tryCode(code);
  }, [code]);

  if (isTeacher) {
    return (
      <Page title={m.app.wrongRole}>
        <p>{m.app.wrongRoleTeacher}</p>
        <Link class="button main" href="/teacher">
          {m.app.toStart}
        </Link>
      </Page>
    );
  }
  if (error !== null && !current)
    return (
      <>
        <div class="page">
          <Failure error={error} retry={() => void tryCode(code)} />
        </div>
        <SignIn />
      </>
    );
  return (
    <Page title={m.student.joinTitle}>
      {error !== null ? (
        <Failure error={error} retry={() => void tryCode(code)} />
      ) : busy || !choices.length ? (
        <Loading />
      ) : (
        <Notice>
          <p>{m.student.chooseHint}</p>
        </Notice>
      )}
      {(error !== null || choices.length > 1) && (
        <div class="card">
          <CodeForm />
        </div>
      )}
    </Page>
  );
}
