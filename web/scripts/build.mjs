// Checks the types, builds the client into the given folder, and adds compressed copies of files that get smaller.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const root = fileURLToPath(new URL('..', import.meta.url));
const target = resolve(process.argv[2] ?? join(root, 'dist'));
const output = `${target}.new`;

function run(...command) {
  const { status } = spawnSync(process.execPath, command, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
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
run(join('node_modules', 'vite', 'bin', 'vite.js'), 'build', '--outDir', output, '--emptyOutDir', '--logLevel', 'warn');
for (const path of [...files(output)]) compress(path);
// Only now, so that a program that serves the old folder finds it complete during the build.
rmSync(target, { recursive: true, force: true });
renameSync(output, target);
