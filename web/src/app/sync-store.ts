import { useEffect, useReducer } from 'preact/hooks';

/** React's hook of this name, for Preact without its compatibility layer (which would add 4 kB). */
export function useSyncExternalStore<T>(subscribe: (listener: () => void) => () => void, get: () => T): T {
  const [, again] = useReducer((count: number) => count + 1, 0);
  const value = get();
  useEffect(() => {
    // It may have changed between drawing and now.
    if (!Object.is(value, get())) again(undefined as never);
    return subscribe(() => again(undefined as never));
    // The value of the first drawing is what matters here.
  }, [subscribe]);
  return value;
}
