import { expect, it } from 'vitest';
import { ApiError, Unreachable } from '../api/http';
import { en } from './en';
import { setLanguage } from './index';
import { tr } from './tr';
import { explain, reasonWords } from './words';

type Tree = { [key: string]: unknown };

function leaves(tree: Tree, at = ''): [string, unknown][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'object' && value !== null
      ? leaves(value as Tree, `${at}${key}/`)
      : [[`${at}${key}`, value] as [string, unknown]],
  );
}

// The compiler looks at the keys; it cannot see into tables with open keys, nor whether somebody forgot to translate.
it('has the same entries in both languages', () => {
  expect(
    leaves(tr as unknown as Tree)
      .map(([key]) => key)
      .sort(),
  ).toEqual(
    leaves(en as unknown as Tree)
      .map(([key]) => key)
      .sort(),
  );
});

it('leaves nothing untranslated or empty (a few words are the same)', () => {
  const english = new Map(leaves(en as unknown as Tree));
  const same = leaves(tr as unknown as Tree).filter(
    ([key, value]) => typeof value === 'string' && (!value.trim() || value === english.get(key)),
  );
  expect(same.map(([key]) => key)).toEqual(['app/name', 'history/xlsx', 'lessons/plan']);
});

it('explains what the contract says, in the reader’s language', () => {
  setLanguage('tr');
  expect(explain(new ApiError(400, 'This attendance session has already ended.'))).toContain('bitti');
  expect(explain(new ApiError(422, 'end_time: It must lie ahead.'))).toContain('end_time: It must lie ahead.');
  expect(reasonWords('FACE_VERIFICATION_FAILED: faces do not match')).toBe('Yüz kontrolü: yüzler eşleşmiyor');
  setLanguage('en');
  expect(explain(new Unreachable('x'))).toContain('network');
  expect(explain(new ApiError(429, 'Too many requests. Please try again in 7 s.', {}, 7))).toContain('7 seconds');
  expect(explain(new ApiError(500, 'NullReferenceException'))).not.toContain('Null');
  expect(reasonWords('Left early.')).toBe('Left early.');
});
