import { useQuery } from '@tanstack/preact-query';
import { Link } from 'wouter-preact';
import { findLive, listHistory } from '../api/teacher';
import type { ClassSession } from '../api/types';
import { login } from '../auth/login';
import { messages } from '../i18n';
import { formatTime } from '../i18n/format';
import { Empty, Page } from '../ui/basics';
import { Icon } from '../ui/icons';
import { Loaded } from '../ui/Loaded';
import { DayCard } from './DayCard';
import { OpenForm } from './OpenForm';
import { PlannedCard } from './PlannedCard';
import { SessionList } from './SessionList';

const RECENT = 5;

export function TodayPage() {
  const m = messages();
  const live = useQuery({ queryKey: ['live'], queryFn: ({ signal }) => findLive(signal), staleTime: 5_000 });
  const recent = useQuery({
    queryKey: ['history', 'recent'],
    queryFn: ({ signal }) => listHistory({ limit: RECENT }, null, signal),
    staleTime: 30_000,
  });

  return (
    <Page title={m.teacher.greeting(login.value?.user.user_full_name ?? '')}>
      {live.data && <LiveCard session={live.data} />}
      <div class="columns">
        <DayCard />
        {!live.data && <OpenForm />}
        <PlannedCard />
        <section class="card" aria-labelledby="recent">
          <h2 id="recent">{m.teacher.recent}</h2>
          <Loaded query={recent}>
            {({ items: sessions }) =>
              sessions.length ? <SessionList sessions={sessions} /> : <Empty>{m.teacher.noRecent}</Empty>
            }
          </Loaded>
        </section>
      </div>
    </Page>
  );
}

function LiveCard({ session }: { session: ClassSession }) {
  const m = messages();
  return (
    <Link class="card live-card" href={`/teacher/live/${session.attendance_id}`}>
      <span class="pulse" aria-hidden="true" />
      <span class="live-card-words">
        <span class="overline">{m.teacher.liveNow}</span>
        <strong>{session.lesson_name}</strong>
        <span class="muted">
          {m.teacher.endsAt(formatTime(session.end_time))} · {m.security.title[session.security_option]}
        </span>
      </span>
      <span class="go">
        {m.teacher.toLive} <Icon name="right" />
      </span>
    </Link>
  );
}
