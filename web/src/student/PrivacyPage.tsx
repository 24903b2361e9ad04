import { useQuery, useQueryClient } from '@tanstack/preact-query';
import { answerConsent, readConsent } from '../api/student';
import type { Consent } from '../api/types';
import { useSubmit } from '../app/submit';
import { language, messages } from '../i18n';
import { formatDate } from '../i18n/format';
import { Button, Failure, Notice, Page } from '../ui/basics';
import { Loaded } from '../ui/Loaded';
import { showToast } from '../ui/toast';

export function PrivacyPage() {
  const m = messages();
  const client = useQueryClient();
  const consent = useQuery({ queryKey: ['consent'], queryFn: ({ signal }) => readConsent(signal) });

  const { submit, busy, error } = useSubmit(async (agrees: boolean) => {
    try {
      client.setQueryData(['consent'], await answerConsent(agrees, agrees ? consent.data?.text_version : undefined));
      showToast(agrees ? m.privacy.given : m.privacy.takenBack);
    } catch (failure) {
      // The text may have changed.
      void consent.refetch();
      throw failure;
    }
  });

  return (
    <Page title={m.privacy.title} lead={m.privacy.lead}>
      <Loaded query={consent}>
        {(current) => (
          <section class="card">
            <p class="prose">{current.text[language.value]}</p>
            <ConsentState consent={current} />
            {error !== null && <Failure error={error} />}
            <div class="pair">
              {!current.withdrawn_at && (
                <Button busy={busy} onClick={() => void submit(false)}>
                  {current.consented ? m.privacy.takeBack : m.privacy.withdraw}
                </Button>
              )}
              {!current.consented && (
                <Button kind="main" busy={busy} onClick={() => void submit(true)}>
                  {m.privacy.agree}
                </Button>
              )}
            </div>
          </section>
        )}
      </Loaded>
    </Page>
  );
}

function ConsentState({ consent }: { consent: Consent }) {
  return (
    <Notice kind={consent.withdrawn_at ? 'warn' : consent.consented ? 'good' : 'info'}>
      <p role="status">{stateText(consent)}</p>
    </Notice>
  );
}

function stateText({ withdrawn_at, consented, consented_at, required }: Consent): string {
  const m = messages().privacy;
  if (withdrawn_at) return m.withdrawn(formatDate(withdrawn_at));
  if (consented && consented_at) return m.agreed(formatDate(consented_at));
  return required ? m.undecided : m.notRequired;
}
