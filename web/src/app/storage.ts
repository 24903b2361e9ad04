// Web storage may be full, blocked, or hold what an older version wrote. Then reads find nothing and writes do nothing.
type Area = 'session' | 'local';

const storageOf = (area: Area): Storage | null => {
  try {
    return area === 'session' ? window.sessionStorage : window.localStorage;
  } catch {
    return null;
  }
};

export function readStored<T>(area: Area, key: string): T | null {
  try {
    const text = storageOf(area)?.getItem(key);
    return text ? (JSON.parse(text) as T) : null;
  } catch {
    return null;
  }
}

export function writeStored(area: Area, key: string, value: unknown): void {
  writeText(area, key, value === null || value === undefined ? null : JSON.stringify(value));
}

export function writeText(area: Area, key: string, text: string | null): void {
  try {
    if (text === null) storageOf(area)?.removeItem(key);
    else storageOf(area)?.setItem(key, text);
  } catch {
    // The value lasts until the page is closed.
  }
}

/** Deletes what the signed-in user typed, at sign-out. */
export function deleteDrafts(): void {
  const storage = storageOf('session');
  if (!storage) return;
  for (const key of Object.keys(storage)) if (key.startsWith('attn.draft.')) storage.removeItem(key);
}
