import { signal } from '@preact/signals';
import { writeText } from './storage';

export type Theme = 'system' | 'light' | 'dark';
// public/appearance.js reads it before the first paint.
const KEY = 'attn.theme';

const initial = document.documentElement.dataset.theme;
export const theme = signal<Theme>(initial === 'light' || initial === 'dark' ? initial : 'system');

export function setTheme(next: Theme): void {
  if (next === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = next;
  writeText('local', KEY, next === 'system' ? null : next);
  theme.value = next;
}
