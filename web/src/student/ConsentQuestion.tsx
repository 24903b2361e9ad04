import type { Consent } from '../api/types';
import { useStore } from '../app/store';
import { language, useMessages } from '../i18n';
import { Button } from '../ui/basics';

/** What a face check means, with both ways beside each other. */
export function ConsentQuestion({
  consent,
  busy,
  onAgree,
  onWithout,
}: {
  consent: Consent;
  busy: boolean;
  onAgree: () => void;
  onWithout: () => void;
}) {
  const m = useMessages();
  const spoken = useStore(language);
  return (
    <div class="consent">
      <h2>{m.attend.consentTitle}</h2>
      <p>{consent.text[spoken]}</p>
      <p class="hint">{m.attend.withoutFaceHint}</p>
      <div class="pair">
        <Button disabled={busy} onClick={onWithout}>
          {m.attend.consentNo}
        </Button>
        <Button kind="main" disabled={busy} onClick={onAgree}>
          {m.attend.consentYes}
        </Button>
      </div>
    </div>
  );
}
