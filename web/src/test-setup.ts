import { cleanup } from '@testing-library/preact';
import { afterEach } from 'vitest';

// The test environment has no dialogs of its own.
HTMLDialogElement.prototype.showModal ??= function showModal(this: HTMLDialogElement) {
  this.open = true;
};

afterEach(() => {
  cleanup();
  sessionStorage.clear();
  localStorage.clear();
});
