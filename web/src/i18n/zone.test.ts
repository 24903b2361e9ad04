import { expect, it } from 'vitest';
import { formatDate, formatDay, formatDayAndMonth, formatTime } from './format';
import { instantOf, setZone, wallClock } from './zone';

const LATE = '2026-11-24T22:30:00.000Z';

it.each([
  ['Europe/Istanbul', '01:30', 'Wed, 25 Nov 2026', '25/11'],
  ['America/New_York', '17:30', 'Tue, 24 Nov 2026', '24/11'],
  ['Pacific/Auckland', '11:30', 'Wed, 25 Nov 2026', '25/11'],
])('shows times and dates of %s, wherever the browser is', (name, time, date, day) => {
  setZone(name);
  expect([formatTime(LATE), formatDate(LATE), formatDayAndMonth(LATE)]).toEqual([time, date, day]);
  expect(formatDay('2026-11-24')).toBe('24 Nov 2026');
});

it('keeps the zone of the browser where it does not know the institution’s', () => {
  const own = formatTime(LATE);
  setZone('Europe/Atlantis');
  expect(formatTime(LATE)).toBe(own);
});

it.each([
  ['Europe/Istanbul', '2026-11-24T09:00', '2026-11-24T06:00:00.000Z'],
  ['America/New_York', '2026-11-24T00:00', '2026-11-24T05:00:00.000Z'],
  // The clocks change between the time that was typed and the same figures in UTC.
  ['Pacific/Auckland', '2026-09-27T09:00', '2026-09-26T20:00:00.000Z'],
  ['Europe/Berlin', '2026-03-29T01:30', '2026-03-29T00:30:00.000Z'],
  ['Europe/Berlin', '2026-03-29T03:30', '2026-03-29T01:30:00.000Z'],
  ['Europe/Berlin', '2026-10-25T04:00', '2026-10-25T03:00:00.000Z'],
])('takes what is typed as the time of %s: %s', (name, typed, instant) => {
  setZone(name);
  expect(new Date(instantOf(typed)).toISOString()).toBe(instant);
  expect(wallClock(Date.parse(instant))).toBe(`${typed}:00`);
});

it('takes nothing but a time', () => {
  expect(instantOf('soon')).toBeNaN();
  expect(instantOf('')).toBeNaN();
});
