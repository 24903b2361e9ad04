import { useCallback, useState } from 'preact/hooks';
import { readStored, writeStored } from './storage';

/** State that survives a reload of this tab, such as a half-written text. Deleted at sign-out. */
export function useDraft<T>(name: string, initial: T): [T, (value: T) => void, () => void] {
  const key = `attn.draft.${name}`;
  const [value, setValue] = useState<T>(() => readStored<T>('session', key) ?? initial);
  const set = useCallback(
    (next: T) => {
      writeStored('session', key, next);
      setValue(next);
    },
    [key],
  );
  const clear = useCallback(() => {
    writeStored('session', key, null);
    setValue(initial);
  }, [key]);
  return [value, set, clear];
}
