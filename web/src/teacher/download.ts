import { request } from '../api/http';

/** Fetches a file with the token, which a plain link could not send, and lets the browser save it. Gives its name. */
export async function download(address: string): Promise<string> {
  const response = await request('GET', address, { headers: { Accept: '*/*' } });
  const name = fileNameOf(response.headers.get('Content-Disposition')) ?? 'attendance';
  const url = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
  return name;
}

export function fileNameOf(disposition: string | null): string | null {
  const encoded = disposition?.match(/filename\*=UTF-8''([^;]+)/i)?.[1];
  if (encoded) return decodeURIComponent(encoded);
  return disposition?.match(/filename="?([^";]+)"?/i)?.[1] ?? null;
}
