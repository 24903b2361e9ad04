import { useMemo, useState } from 'preact/hooks';
import type { ListFile } from '../../../api/class-list';
import { useDraft } from '../../../app/draft';
import { useDebounced } from '../../../app/hooks';
import { contentTypeOf, MAX_BYTES } from './files';

/** A list that can be sent. */
export interface Source extends ListFile {
  /** Another one for every other content. */
  id: number;
}

export interface ChosenFile extends Source {
  name: string;
}

export type Refusal = 'tooLarge' | 'unknownKind' | 'oneFile' | 'unreadable';

// After the last key. A pasted text waits as long.
const PAUSE_MS = 400;

let lastId = 0;
const sourceOf = (bytes: Blob, contentType: string): Source => {
  lastId += 1;
  return { id: lastId, bytes, contentType };
};

/** The list that is to be read: a file that was chosen, or else the text in the box, kept as a draft. */
export function useSource(course: string) {
  const [text, writeText, deleteDraft] = useDraft(`list.${course}`, '');
  const [file, setFile] = useState<ChosenFile | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const settled = useDebounced(text, PAUSE_MS);
  const pasted = useMemo(
    () => (settled.trim() ? sourceOf(new Blob([settled]), 'text/plain; charset=utf-8') : null),
    [settled],
  );
  // A box that is emptied is empty at once.
  const isEmpty = !text.trim();
  const isTextTooLarge = !file && !isEmpty && (pasted?.bytes.size ?? 0) > MAX_BYTES;

  const choose = async (files: ArrayLike<File>): Promise<void> => {
    const [chosen] = Array.from(files);
    if (!chosen) return;
    const contentType = contentTypeOf(chosen.name);
    const refused = refusalOf(files, contentType);
    setRefusal(refused);
    if (refused || !contentType) return;
    try {
      // The bytes of now: what is saved is what was shown, even if the file is written to in between.
      const bytes = new Blob([await chosen.arrayBuffer()]);
      setFile({ ...sourceOf(bytes, contentType), name: chosen.name });
    } catch {
      setRefusal('unreadable');
    }
  };

  return {
    text,
    file,
    source: isTextTooLarge ? null : (file ?? (isEmpty ? null : pasted)),
    /** The text has changed and is about to be read. */
    isWaiting: !file && !isEmpty && text !== settled,
    refusal: refusal ?? (isTextTooLarge ? ('tooLarge' as const) : null),
    choose,
    write: (next: string): void => {
      setRefusal(null);
      writeText(next);
    },
    removeFile: (): void => {
      setRefusal(null);
      setFile(null);
    },
    clear: (): void => {
      setRefusal(null);
      setFile(null);
      deleteDraft();
    },
  };
}

function refusalOf(files: ArrayLike<File>, contentType: string | null): Refusal | null {
  if (files.length > 1) return 'oneFile';
  if (!contentType) return 'unknownKind';
  return (files[0]?.size ?? 0) > MAX_BYTES ? 'tooLarge' : null;
}
