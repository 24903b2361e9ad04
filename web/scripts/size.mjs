// Prints how much a browser loads for the first page: index.html and what it names. Fails over the limit.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const MAX_BYTES = 150_000;
const folder = resolve(process.argv[2] ?? fileURLToPath(new URL('../../src/Attn.Api/wwwroot', import.meta.url)));
const size = (file) => {
  try {
    return statSync(join(folder, `${file}.gz`)).size;
  } catch {
    return statSync(join(folder, file)).size;
  }
};
const page = readFileSync(join(folder, 'index.html'), 'utf8');
const named = [...page.matchAll(/(?:src|href)="\/([^"]+\.(?:js|css|svg))"/g)].map((match) => match[1]);
const firstLoad = ['index.html', ...new Set(named)];
const sum = firstLoad.reduce((total, file) => total + size(file), 0);
for (const file of firstLoad) console.log(`${String(size(file)).padStart(8)}  ${file}`);
for (const file of readdirSync(join(folder, 'assets'))) {
  const path = `assets/${file}`;
  if (/\.(js|css)$/.test(file) && !firstLoad.includes(path))
    console.log(`${String(size(path)).padStart(8)}  ${path} (later)`);
}
console.log(`${String(sum).padStart(8)}  bytes in the first load, gzip; the limit is ${MAX_BYTES}`);
process.exit(sum > MAX_BYTES ? 1 : 0);
