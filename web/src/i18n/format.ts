import { language } from './index';
import { zone } from './zone';

const locales = { tr: 'tr-TR', en: 'en-GB' };

// Creating a formatter is slow, and a roster needs hundreds.
const cache = new Map<string, Intl.DateTimeFormat>();

function formatter(name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language.value} ${zone.value} ${name}`;
  const cached =
    cache.get(key) ?? new Intl.DateTimeFormat(locales[language.value], { timeZone: zone.value, ...options });
  cache.set(key, cached);
  return cached;
}

const time = { hour: '2-digit', minute: '2-digit' } as const;
const date = { day: 'numeric', month: 'short', year: 'numeric' } as const;

export const formatTime = (iso: string): string => formatter('time', time).format(new Date(iso));

export const formatDate = (iso: string): string =>
  formatter('date', { weekday: 'short', ...date }).format(new Date(iso));

/** Without the weekday, in the form of `formatDay`. */
export const formatPlainDate = (iso: string): string => formatter('plainDate', date).format(new Date(iso));

export const formatDayAndMonth = (iso: string): string =>
  formatter('day', { day: '2-digit', month: '2-digit' }).format(new Date(iso));

export const formatDateTime = (iso: string): string =>
  formatter('dateTime', { ...date, ...time, second: '2-digit' }).format(new Date(iso));

/** A day without a time, such as `2026-11-24`, which is the same day in every time zone. */
export const formatDay = (day: string): string =>
  formatter('wholeDay', { ...date, timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));

// 1 January 2024 was a Monday.
/** 1 (Monday) to 7 (Sunday). */
export const formatWeekday = (weekday: number): string =>
  formatter('weekday', { weekday: 'long', timeZone: 'UTC' }).format(Date.UTC(2024, 0, weekday));

export const formatNumber = (value: number): string => value.toLocaleString(locales[language.value]);

export function formatPercentage(value: number): string {
  const number = formatNumber(value);
  return language.value === 'tr' ? `% ${number}` : `${number} %`;
}

/** Minutes and seconds, with hours where there are any. */
export function formatDuration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  const pad = (value: number): string => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutesAndSeconds = `${pad(Math.floor((seconds % 3600) / 60))}:${pad(seconds % 60)}`;
  return hours ? `${hours}:${minutesAndSeconds}` : minutesAndSeconds;
}
