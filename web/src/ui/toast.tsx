import { createStore, useStore } from '../app/store';

interface Toast {
  id: number;
  text: string;
  kind: 'good' | 'bad';
}

const toasts = createStore<Toast[]>([]);
const SHOWN_MS = 4000;
let last = 0;

/** Says something that happened, to eyes and to screen readers. */
export function say(text: string, kind: Toast['kind'] = 'good'): void {
  const toast = { id: ++last, text, kind };
  // One at a time: on a phone two would cover what they are about.
  toasts.set([toast]);
  setTimeout(() => toasts.set(toasts.get().filter((other) => other !== toast)), SHOWN_MS);
}

export function Toasts() {
  const shown = useStore(toasts);
  return (
    <div class="toasts" role="status" aria-live="polite">
      {shown.map((toast) => (
        <p key={toast.id} class={`toast ${toast.kind}`}>
          {toast.text}
        </p>
      ))}
    </div>
  );
}
