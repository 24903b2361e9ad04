import { signal } from '@preact/signals';
import { options } from 'preact';
import { serverNow } from '../app/clock';

/** When the page was given to the printer, in milliseconds; null: it is on the screen. */
export const printedAt = signal<number | null>(null);

/** The browser takes the page as it is after the event, and Preact would render the change only a moment later. */
function renderAtOnce(change: () => void): void {
  const { debounceRendering } = options;
  options.debounceRendering = (render) => render();
  try {
    change();
  } finally {
    if (debounceRendering) options.debounceRendering = debounceRendering;
    else delete options.debounceRendering;
  }
}

// The browser's own print fires them, too.
window.addEventListener('beforeprint', () =>
  renderAtOnce(() => {
    printedAt.value = serverNow();
  }),
);
window.addEventListener('afterprint', () => {
  printedAt.value = null;
});
