import { useQueryClient } from '@tanstack/preact-query';
import { readList, restoreList } from '../../../api/class-list';
import { ApiError } from '../../../api/http';
import { forget } from '../course';

/** How the last change of the class list is taken back. */
export interface Undo {
  /** What was done. */
  text: string;
  run(): Promise<unknown>;
}

export type OfferUndo = (undo: Undo | null) => void;

export interface ListChange {
  text: string;
  /** The version that was shown; null: whichever there is. */
  shown: string | null;
  /** Answers the version that the list has then. */
  run(version: string | null): Promise<string | null>;
}

/** Changes the class list as a whole, and remembers what it was. */
export function useListChange(course: string, offerUndo: OfferUndo) {
  const client = useQueryClient();
  const refresh = (): Promise<void> => {
    forget(client, course);
    return client.invalidateQueries({ queryKey: ['students', course] });
  };
  return async ({ text, shown, run }: ListChange): Promise<void> => {
    const former = await readList(course);
    if (shown !== null && former.version !== shown) throw new ApiError(412, 'class_list_changed');
    const version = await run(former.version);
    const students = former.value.filter(({ enrolled }) => enrolled);
    offerUndo({
      text,
      run: async () => {
        await restoreList(course, students, version);
        await refresh();
      },
    });
    await refresh();
  };
}
