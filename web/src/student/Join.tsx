import { useEffect } from 'preact/hooks';
import { Link, useParams } from 'wouter-preact';
import { login } from '../auth/login';
import { SignIn } from '../auth/SignIn';
import { messages } from '../i18n';
import { Failure, Loading, Notice, Page } from '../ui/basics';
import { CodeForm } from './CodeForm';
import { useJoin } from './useJoin';

/** The page of the QR code. It exchanges the code for a ticket at once, because the code is valid for seconds only. */
export default function Join() {
  const m = messages();
  const { code = '' } = useParams<{ code: string }>();
  const current = login.value;
  const { busy, error, matches, tryCode } = useJoin();
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
  const failure = error !== null && <Failure error={error} retry={() => void tryCode(code)} />;
  if (failure && !current) {
    return (
      <>
        <div class="page">{failure}</div>
        <SignIn />
      </>
    );
  }
  const isWaiting = busy || matches.length === 0;
  return (
    <Page title={m.student.joinTitle}>
      {failure}
      {!failure && isWaiting && <Loading />}
      {!failure && !isWaiting && (
        <Notice>
          <p>{m.student.chooseHint}</p>
        </Notice>
      )}
      {(failure || matches.length > 1) && (
        <div class="card">
          <CodeForm />
        </div>
      )}
    </Page>
  );
}
