import { useQuery } from '@tanstack/preact-query';
import { Link } from 'wouter-preact';
import { findLive, listHistory } from '../api/teacher';
import { useStore } from '../app/store';
import { login } from '../auth/login';
import { useMessages } from '../i18n';
import { formatTime } from '../i18n/format';
import { Empty, Failure, Loading, Page } from '../ui/basics';
import { Icon } from '../ui/icons';
import { OpenForm } from './OpenForm';
import { SessionList } from './SessionList';

export function Today() {
  const m = useMessages();
  const current = useStore(login);
  const live = useQuery({ queryKey: ['live'], queryFn: ({ signal }) => findLive(signal), staleTime: 5_000 });
  const recent = useQuery({
    queryKey: ['history', {}, 1],
    queryFn: ({ signal }) => listHistory({ limit: 5 }, signal),
    staleTime: 30_000,
  });

  return (
    <Page title={m.teacher.greeting(current?.user.user_full_name ?? '')}>
      {live.data && (
        <Link class="card live-card" href={`/teacher/live/${live.data.attendance_id}`}>
          <span class="pulse" aria-hidden="true" />
          <span class="live-card-words">
            <span class="overline">{m.teacher.liveNow}</span>
            <strong>{live.data.lesson_name}</strong>
            <span class="muted">
              {m.teacher.endsAt(formatTime(live.data.end_time))} · {m.security.title[live.data.security_option]}
            </span>
          </span>
          <span class="go">
            {m.teacher.toLive} <Icon name="right" />
          </span>
        </Link>
      )}
      <div class="columns">
        {!live.data && <OpenForm />}
        <section class="card" aria-labelledby="recent">
          <h2 id="recent">{m.teacher.recent}</h2>
          {recent.isPending ? (
            <Loading />
          ) : recent.error ? (
            <Failure error={recent.error} retry={() => void recent.refetch()} />
          ) : recent.data.length ? (
            <SessionList sessions={recent.data} />
          ) : (
            <Empty>{m.teacher.noRecent}</Empty>
          )}
        </section>
      </div>
    </Page>
  );
}
