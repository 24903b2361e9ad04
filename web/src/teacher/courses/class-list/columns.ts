import type { ColumnRole, ListColumn } from '../../../api/types';

export const ROLES = [
  'number',
  'name',
  'middle_name',
  'surname',
  'group',
  'ignored',
] as const satisfies readonly ColumnRole[];

export type Roles = Pick<ListColumn, 'index' | 'role'>[];

/** One column gets the role; the column that had it is ignored from then on. */
export const withRole = (columns: Roles, index: number, role: ColumnRole): Roles =>
  columns.map((column) => {
    if (column.index === index) return { index, role };
    return { index: column.index, role: column.role === role ? 'ignored' : column.role };
  });

/** As the server takes them, such as `number:2,name:3`. */
export const writeColumns = (columns: Roles): string =>
  columns
    .filter(({ role }) => role !== 'ignored')
    .map(({ role, index }) => `${role}:${index}`)
    .join(',');

/** Without these, there is nothing to ask the server. */
export const hasStudents = (columns: Roles): boolean =>
  (['number', 'name'] as const).every((needed) => columns.some(({ role }) => role === needed));
