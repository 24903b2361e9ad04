import { language } from './index';

// Making a formatter is slow, a roster needs hundreds of times: one each.
const cache = new Map<string, Intl.DateTimeFormat>();

function formatter(name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language.get()} ${name}`;
  let found = cache.get(key);
  if (!found) cache.set(key, (found = new Intl.DateTimeFormat(language.get() === 'tr' ? 'tr-TR' : 'en-GB', options)));
  return found;
}

export const formatTime = (iso: string): string =>
  formatter('time', { hour: '2-digit', minute: '2-digit' }).format(new Date(iso));
export const formatDate = (iso: string): string =>
  formatter('date', { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' }).format(new Date(iso));
export const formatDay = (iso: string): string =>
  formatter('day', { day: '2-digit', month: '2-digit' }).format(new Date(iso));
export const formatMoment = (iso: string): string =>
  formatter('moment', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).format(new Date(iso));

export const formatPercentage = (value: number): string =>
  language.get() === 'tr' ? `% ${value.toLocaleString('tr-TR')}` : `${value.toLocaleString('en-GB')} %`;

/** Minutes and seconds, or hours and minutes where there are many. */
export function formatSpan(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  const two = (value: number): string => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const rest = `${two(Math.floor((seconds % 3600) / 60))}:${two(seconds % 60)}`;
  return hours ? `${hours}:${rest}` : rest;
}
