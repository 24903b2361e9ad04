import { useQuery, useQueryClient } from '@tanstack/preact-query';
import { useState } from 'preact/hooks';
import { answerConsent, readConsent } from '../api/student';
import { useStore } from '../app/store';
import { language, useMessages } from '../i18n';
import { formatDate } from '../i18n/format';
import { Button, Failure, Loading, Notice, Page } from '../ui/basics';
import { say } from '../ui/toast';

export function Privacy() {
  const m = useMessages();
  const spoken = useStore(language);
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const consent = useQuery({ queryKey: ['consent'], queryFn: ({ signal }) => readConsent(signal) });

  const answer = async (agreed: boolean): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      client.setQueryData(['consent'], await answerConsent(agreed, agreed ? consent.data?.text_version : undefined));
      say(agreed ? m.privacy.given : m.privacy.takenBack);
    } catch (refusal) {
      setError(refusal);
      void consent.refetch();
    }
    setBusy(false);
  };

  const state = consent.data;
  return (
    <Page title={m.privacy.title} lead={m.privacy.lead}>
      {consent.isPending ? (
        <Loading />
      ) : !state ? (
        <Failure error={consent.error} retry={() => void consent.refetch()} />
      ) : (
        <section class="card">
          <p class="prose">{state.text[spoken]}</p>
          <Notice kind={state.withdrawn_at ? 'warn' : state.consented ? 'good' : 'info'}>
            <p role="status">
              {state.withdrawn_at
                ? m.privacy.withdrawn(formatDate(state.withdrawn_at))
                : state.consented && state.consented_at
                  ? m.privacy.agreed(formatDate(state.consented_at))
                  : state.required
                    ? m.privacy.undecided
                    : m.privacy.notRequired}
            </p>
          </Notice>
          {error !== null && <Failure error={error} />}
          <div class="pair">
            {!state.withdrawn_at && (
              <Button busy={busy} onClick={() => void answer(false)}>
                {state.consented ? m.privacy.takeBack : m.privacy.withdraw}
              </Button>
            )}
            {!state.consented && (
              <Button kind="main" busy={busy} onClick={() => void answer(true)}>
                {m.privacy.agree}
              </Button>
            )}
          </div>
        </section>
      )}
    </Page>
  );
}
