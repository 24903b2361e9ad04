import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { en } from './en';
import { tr } from './tr';

type Tree = { [key: string]: unknown };

function leaves(tree: Tree, prefix = ''): [string, unknown][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'object' && value !== null
      ? leaves(value as Tree, `${prefix}${key}/`)
      : [[`${prefix}${key}`, value] as [string, unknown]],
  );
}

const keysOf = (tree: unknown): string[] =>
  leaves(tree as Tree)
    .map(([key]) => key)
    .sort();

// The compiler cannot see into tables with open keys.
it('has the same keys in both languages', () => {
  expect(keysOf(tr)).toEqual(keysOf(en));
});

it('translates every text, apart from a few that are the same', () => {
  const english = new Map(leaves(en as unknown as Tree));
  const same = leaves(tr as unknown as Tree).filter(
    ([key, value]) => typeof value === 'string' && (!value.trim() || value === english.get(key)),
  );
  expect(same.map(([key]) => key)).toEqual(['app/name', 'history/xlsx']);
});

it('has a text for every code of docs/openapi.json', () => {
  const { components } = JSON.parse(readFileSync('../docs/openapi.json', 'utf8'));
  const codes = [...components.schemas.ErrorCode.enum].sort();
  expect(codes.length).toBeGreaterThan(0);
  expect(Object.keys(en.errors.codes).sort()).toEqual(codes);
  expect(Object.keys(tr.errors.codes).sort()).toEqual(codes);
});
