import { cleanup, configure } from '@testing-library/preact';
import { afterEach } from 'vitest';
import { zone } from './i18n/zone';

// A busy machine takes its time; a test that fails takes longer, one that passes does not.
configure({ asyncUtilTimeout: 20_000 });

// happy-dom has no modal dialogs.
HTMLDialogElement.prototype.showModal ??= function showModal(this: HTMLDialogElement) {
  this.open = true;
};

afterEach(() => {
  cleanup();
  sessionStorage.clear();
  localStorage.clear();
  zone.value = undefined;
});
