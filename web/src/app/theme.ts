import { createStore } from './store';

export type Theme = 'system' | 'light' | 'dark';
const KEY = 'attn.theme';

const initial = document.documentElement.dataset['theme'];
export const theme = createStore<Theme>(initial === 'light' || initial === 'dark' ? initial : 'system');

export function setTheme(next: Theme): void {
  if (next === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = next;
  try {
    if (next === 'system') localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, next);
  } catch {
    // It holds until the page is closed.
  }
  theme.set(next);
}
