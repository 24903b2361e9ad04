import { useState } from 'preact/hooks';
import { useDraft } from '../app/draft';
import { type Problems, useForm } from '../app/submit';
import { messages } from '../i18n';
import { currentTicket } from '../student/ticket';
import { Button, Failure, Field, Notice, Page } from '../ui/basics';
import { signIn, signOutReason } from './login';

export function SignIn() {
  const m = messages();
  const reason = signOutReason.value;
  const ticket = currentTicket.value;
  const [username, setUsername, deleteDraft] = useDraft('username', '');
  const [password, setPassword] = useState('');
  const [visible, setVisible] = useState(false);

  const validate = (): Problems<'username' | 'password'> => ({
    ...(username.trim() ? {} : { username: m.signIn.needBoth }),
    ...(password ? {} : { password: m.signIn.needBoth }),
  });
  const { busy, error, problems, onSubmit } = useForm(validate, async () => {
    await signIn(username, password);
    deleteDraft();
  });

  return (
    <Page title={m.signIn.title} lead={m.signIn.lead}>
      {ticket && (
        <Notice kind="good">
          <p>{m.signIn.ticketKept(ticket.session.lesson_name)}</p>
        </Notice>
      )}
      {reason && (
        <Notice>
          <p>{m.signIn[reason]}</p>
        </Notice>
      )}
      <form class="card sign-in" onSubmit={onSubmit} noValidate>
        <Field label={m.signIn.username} hint={m.signIn.usernameHint} error={problems.username}>
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
        <Field label={m.signIn.password} error={problems.password}>
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
