import { useQuery } from '@tanstack/preact-query';
import { useState } from 'preact/hooks';
import { type Choices, previewList, type Versioned } from '../../../api/class-list';
import type { ColumnRole, ListPreview } from '../../../api/types';
import { hasStudents, type Roles, withRole, writeColumns } from './columns';
import type { Source } from './useSource';

interface Chosen {
  id?: number | undefined;
  /** Missing: as the server recognizes them. */
  roles?: Roles;
  sheet?: number;
}

/** What the server reads in a list, asked anew after each choice. An answer that was overtaken is never shown. */
export function usePreview(course: string, source: Source | null) {
  // What was chosen for one list says nothing about another.
  const [chosen, setChosen] = useState<Chosen>({});
  const id = source?.id;
  const { roles, sheet }: Chosen = chosen.id === id ? chosen : {};

  const isComplete = !roles || hasStudents(roles);
  const choices: Choices = { columns: roles ? writeColumns(roles) : undefined, sheet };
  const query = useQuery({
    queryKey: ['class-list', course, id, choices],
    queryFn: ({ signal }) => previewList(course, source as Source, choices, signal),
    enabled: source !== null && isComplete,
    // The table stays while the next one is made of the same list.
    placeholderData: (previous: Versioned<ListPreview> | undefined, before) =>
      before?.queryKey[2] === id ? previous : undefined,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    // Offline it fails at once.
    networkMode: 'always',
  });
  const preview = source ? query.data : undefined;

  return {
    preview: preview?.value,
    version: preview?.version ?? null,
    columns: preview?.value.columns.map((column) => ({ ...column, role: roleOf(roles, column) })) ?? [],
    choices,
    isComplete,
    isReading: query.isFetching,
    /** What is shown is the answer to what is chosen. */
    isCurrent: isComplete && preview !== undefined && !query.isFetching && !query.error,
    error: query.error,
    refetch: query.refetch,
    chooseRole: (index: number, role: ColumnRole): void =>
      setChosen({
        id,
        ...(sheet ? { sheet } : {}),
        roles: withRole(roles ?? preview?.value.columns ?? [], index, role),
      }),
    /** The columns are what the server takes them for, whatever it doubts. */
    confirmRoles: (): void =>
      setChosen({ id, ...(sheet ? { sheet } : {}), roles: roles ?? preview?.value.columns ?? [] }),
    chooseSheet: (place: number): void => setChosen({ id, sheet: place }),
  };
}

const roleOf = (roles: Roles | undefined, { index, role }: { index: number; role: ColumnRole }): ColumnRole =>
  roles?.find((column) => column.index === index)?.role ?? role;
