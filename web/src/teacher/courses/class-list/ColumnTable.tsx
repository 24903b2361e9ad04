import type { ColumnRole, ListColumn } from '../../../api/types';
import { messages } from '../../../i18n';
import { ROLES } from './columns';

interface ColumnTableProps {
  columns: ListColumn[];
  onRole(index: number, role: ColumnRole): void;
}

/** The first rows of what was read, with a choice above each column of what it means. */
export function ColumnTable({ columns, onRole }: ColumnTableProps) {
  const m = messages().classList;
  const rows = Math.max(0, ...columns.map(({ samples }) => samples.length));
  return (
    <section class="scroller" aria-label={m.table}>
      <table class="list-table">
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.index} scope="col" class={column.role}>
                {titleOf(column)}
                <select
                  aria-label={m.roleOf(titleOf(column))}
                  value={column.role}
                  onChange={(event) => onRole(column.index, event.currentTarget.value as ColumnRole)}
                >
                  {ROLES.map((role) => (
                    <option key={role} value={role}>
                      {m.roles[role]}
                    </option>
                  ))}
                </select>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: rows }, (_, row) => (
            <tr key={row}>
              {columns.map((column) => (
                <td key={column.index} class={column.role}>
                  {column.samples[row]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const titleOf = ({ heading, index }: ListColumn): string => heading || messages().classList.column(index);
