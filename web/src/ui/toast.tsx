import { signal } from '@preact/signals';
import { explain } from '../i18n/explain';

interface Toast {
  text: string;
  kind: 'good' | 'bad';
}

const SHOWN_MS = 4000;

// One at a time: on a phone, two would cover the page.
const current = signal<Toast | null>(null);

/** Shows a short message for a few seconds; screen readers read it out. */
export function showToast(text: string, kind: Toast['kind'] = 'good'): void {
  const toast: Toast = { text, kind };
  current.value = toast;
  setTimeout(() => {
    if (current.value === toast) current.value = null;
  }, SHOWN_MS);
}

/** Runs an action that has no form to show its failure in. */
export async function toastFailure(action: () => Promise<unknown>): Promise<void> {
  try {
    await action();
  } catch (error) {
    showToast(explain(error), 'bad');
  }
}

export function Toasts() {
  const toast = current.value;
  return (
    <div class="toasts" role="status" aria-live="polite">
      {toast && <p class={`toast ${toast.kind}`}>{toast.text}</p>}
    </div>
  );
}
