// Checks the types, builds the client into the folder given, and puts a compressed copy beside every file that gets smaller by it.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const here = fileURLToPath(new URL('..', import.meta.url));
const target = resolve(process.argv[2] ?? join(here, 'dist'));
const made = `${target}.new`;

function run(...command) {
  const { status } = spawnSync(process.execPath, command, { cwd: here, stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) process.exit(1);
}

function* files(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* files(path);
    else yield path;
  }
}

function compress(path) {
  if (!/\.(js|css|html|svg|webmanifest)$/.test(path)) return;
  const content = readFileSync(path);
  const brotli = brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: content.length } });
  const gzip = gzipSync(content, { level: 9 });
  if (brotli.length < content.length) writeFileSync(`${path}.br`, brotli);
  if (gzip.length < content.length) writeFileSync(`${path}.gz`, gzip);
}

run(join('node_modules', 'typescript', 'bin', 'tsc'), '--noEmit');
run(join('node_modules', 'vite', 'bin', 'vite.js'), 'build', '--outDir', made, '--emptyOutDir', '--logLevel', 'warn');
for (const path of [...files(made)]) compress(path);
// A reader of the old folder sees it whole until here.
rmSync(target, { recursive: true, force: true });
renameSync(made, target);
