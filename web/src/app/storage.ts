/** Web storage that may be full, blocked or hold what an older version wrote: then there is simply nothing. */
const area = (kind: 'session' | 'local'): Storage | null => {
  try {
    return kind === 'session' ? window.sessionStorage : window.localStorage;
  } catch {
    return null;
  }
};

export function readStored<T>(kind: 'session' | 'local', key: string): T | null {
  try {
    const text = area(kind)?.getItem(key);
    return text ? (JSON.parse(text) as T) : null;
  } catch {
    return null;
  }
}

export function writeStored(kind: 'session' | 'local', key: string, value: unknown): void {
  try {
    if (value === null || value === undefined) area(kind)?.removeItem(key);
    else area(kind)?.setItem(key, JSON.stringify(value));
  } catch {
    // The page works without; it only forgets at a reload.
  }
}

/** Everything of this page that belongs to somebody, at a sign-out. */
export function forgetDrafts(): void {
  const storage = area('session');
  if (!storage) return;
  for (const key of Object.keys(storage)) if (key.startsWith('attn.draft.')) storage.removeItem(key);
}
