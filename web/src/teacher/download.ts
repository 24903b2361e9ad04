import { request } from '../api/http';

const DEFAULT_NAME = 'attendance';
const RELEASE_AFTER_MS = 60_000;

/** Fetches a file with the token, which a plain link cannot send, and has the browser save it. Returns its name. */
export async function download(address: string): Promise<string> {
  const response = await request('get', address, { accept: '*/*' });
  const name = fileNameFrom(response.headers.get('Content-Disposition')) ?? DEFAULT_NAME;
  const url = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), RELEASE_AFTER_MS);
  return name;
}

function fileNameFrom(disposition: string | null): string | null {
  const encoded = disposition?.match(/filename\*=UTF-8''([^;]+)/i)?.[1];
  if (encoded) return decodeURIComponent(encoded);
  return disposition?.match(/filename="?([^";]+)"?/i)?.[1] ?? null;
}
