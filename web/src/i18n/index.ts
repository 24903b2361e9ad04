import { signal } from '@preact/signals';
import { writeText } from '../app/storage';
import { en, type Messages } from './en';
import { tr } from './tr';

export type { Messages };
export type Language = 'tr' | 'en';

// public/appearance.js reads it before the first paint.
const KEY = 'attn.language';
const dictionaries: Record<Language, Messages> = { en, tr };

export const language = signal<Language>(document.documentElement.lang === 'tr' ? 'tr' : 'en');

export function setLanguage(next: Language): void {
  document.documentElement.lang = next;
  writeText('local', KEY, next);
  language.value = next;
}

/** The texts of the reader's language. A component that calls it is re-rendered when the language changes. */
export const messages = (): Messages => dictionaries[language.value];
