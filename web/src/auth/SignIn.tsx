import { useRef, useState } from 'preact/hooks';
import { useDraft } from '../app/draft';
import { useStore } from '../app/store';
import { useMessages } from '../i18n';
import { keptTicket } from '../student/ticket';
import { Button, Failure, Field, Notice, Page } from '../ui/basics';
import { ending, signIn } from './login';

export function SignIn() {
  const m = useMessages();
  const why = useStore(ending);
  const ticket = useStore(keptTicket);
  const [username, setUsername, forgetUsername] = useDraft('username', '');
  const [password, setPassword] = useState('');
  const [visible, setVisible] = useState(false);
  const [incomplete, setIncomplete] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const form = useRef<HTMLFormElement>(null);

  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const missing = !username.trim() || !password;
    setIncomplete(missing);
    if (missing)
      return form.current
        ?.querySelector<HTMLInputElement>(username.trim() ? '[name=password]' : '[name=username]')
        ?.focus();
    setBusy(true);
    setError(null);
    try {
      await signIn(username, password);
      forgetUsername();
    } catch (refusal) {
      setError(refusal);
      setBusy(false);
    }
  };

  return (
    <Page title={m.signIn.title} lead={m.signIn.lead}>
      {ticket && (
        <Notice kind="good">
          <p>{m.signIn.ticketKept(ticket.session.lesson_name)}</p>
        </Notice>
      )}
      {why && (
        <Notice>
          <p>{m.signIn[why]}</p>
        </Notice>
      )}
      <form ref={form} class="card sign-in" onSubmit={(event) => void submit(event)} noValidate>
        <Field
          label={m.signIn.username}
          hint={m.signIn.usernameHint}
          error={incomplete && !username.trim() ? m.signIn.needBoth : null}
        >
          {(attributes) => (
            <input
              {...attributes}
              name="username"
              autocomplete="username"
              autocapitalize="none"
              spellcheck={false}
              value={username}
              onInput={(event) => setUsername(event.currentTarget.value)}
              required
            />
          )}
        </Field>
        <Field label={m.signIn.password} error={incomplete && !password ? m.signIn.needBoth : null}>
          {(attributes) => (
            <div class="with-button">
              <input
                {...attributes}
                name="password"
                type={visible ? 'text' : 'password'}
                autocomplete="current-password"
                value={password}
                onInput={(event) => setPassword(event.currentTarget.value)}
                required
              />
              <Button kind="quiet" aria-pressed={visible} onClick={() => setVisible(!visible)}>
                {visible ? m.signIn.hide : m.signIn.show}
              </Button>
            </div>
          )}
        </Field>
        {error !== null && <Failure error={error} />}
        <Button type="submit" kind="main" busy={busy}>
          {busy ? m.signIn.submitting : m.signIn.submit}
        </Button>
      </form>
    </Page>
  );
}
