import type { Consent } from '../api/types';
import { language, messages } from '../i18n';
import { Button } from '../ui/basics';

interface ConsentQuestionProps {
  consent: Consent;
  busy: boolean;
  onAgree(): void;
  onRefuse(): void;
}

/** Explains the face check, with both answers side by side. */
export function ConsentQuestion({ consent, busy, onAgree, onRefuse }: ConsentQuestionProps) {
  const m = messages();
  return (
    <div class="consent">
      <h2>{m.attend.consentTitle}</h2>
      <p>{consent.text[language.value]}</p>
      <p class="hint">{m.attend.withoutFaceHint}</p>
      <div class="pair">
        <Button disabled={busy} onClick={onRefuse}>
          {m.attend.consentNo}
        </Button>
        <Button kind="main" disabled={busy} onClick={onAgree}>
          {m.attend.consentYes}
        </Button>
      </div>
    </div>
  );
}
