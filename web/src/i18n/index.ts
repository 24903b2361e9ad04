import { createStore, useStore } from '../app/store';
import { en, type Messages } from './en';
import { tr } from './tr';

export type Language = 'tr' | 'en';
const KEY = 'attn.language';
const dictionaries: Record<Language, Messages> = { en, tr };

const initial = (): Language => (document.documentElement.lang === 'tr' ? 'tr' : 'en');
export const language = createStore<Language>(initial());

export function setLanguage(next: Language): void {
  document.documentElement.lang = next;
  try {
    localStorage.setItem(KEY, next);
  } catch {
    // It holds until the page is closed.
  }
  language.set(next);
}

export const useMessages = (): Messages => dictionaries[useStore(language)];
export const messages = (): Messages => dictionaries[language.get()];

export type { Messages };
