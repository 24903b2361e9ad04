import { cleanup } from '@testing-library/preact';
import { afterEach } from 'vitest';

// happy-dom has no modal dialogs.
HTMLDialogElement.prototype.showModal ??= function showModal(this: HTMLDialogElement) {
  this.open = true;
};

afterEach(() => {
  cleanup();
  sessionStorage.clear();
  localStorage.clear();
});
