import { expect, it } from 'vitest';
import { anEnrolled } from '../../test-records';
import { groupsOf, type SheetChoice, signersOf } from './signatures';

const choice: SheetChoice = { day: '2026-11-24', time: '', order: 'number', group: '', extraRows: 0 };
const named = (number: string, user_full_name: string) => anEnrolled(number, { user_full_name });
const numbersOf = (students: { user_school_number: string }[]) => students.map((student) => student.user_school_number);

it('orders numbers by their value, and names as Turkish does', () => {
  const students = [named('10', 'Zeynep'), named('9', 'Şule'), named('100', 'Işıl'), named('8', 'İpek')];
  expect(numbersOf(signersOf(students, choice))).toEqual(['8', '9', '10', '100']);
  expect(signersOf(students, { ...choice, order: 'name' }).map((student) => student.user_full_name)).toEqual([
    'Işıl',
    'İpek',
    'Şule',
    'Zeynep',
  ]);
});

it('leaves out whoever has not come yet or has left on that day', () => {
  const students = [
    anEnrolled('1', { from: '2026-11-24', to: '2026-11-24' }),
    anEnrolled('2', { from: '2026-11-25' }),
    anEnrolled('3', { to: '2026-11-23' }),
    anEnrolled('4'),
  ];
  expect(numbersOf(signersOf(students, choice))).toEqual(['1', '4']);
  expect(signersOf(students, { ...choice, day: '' })).toHaveLength(4);
});

it('chooses a group of those that there are', () => {
  const students = [anEnrolled('1', { group: 'B10' }), anEnrolled('2', { group: 'B9' }), anEnrolled('3')];
  expect(groupsOf(students)).toEqual(['B9', 'B10']);
  expect(numbersOf(signersOf(students, { ...choice, group: 'B9' }))).toEqual(['2']);
});
