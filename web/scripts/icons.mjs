// Draws the icons: `npm run icons`. It writes the PNG files itself, so that no image tool is needed.
import { mkdirSync, writeFileSync } from 'node:fs';
import { crc32, deflateSync } from 'node:zlib';

const folder = new URL('../public/icons/', import.meta.url);
const BACKGROUND = [15, 92, 102];
const MARK = [255, 255, 255];
// The check mark, in a square of 32 × 32.
const CHECK_MARK = [
  [8, 17],
  [13.5, 22.5],
  [24.5, 11],
];
const HALF_WIDTH = 1.8;

const svg = [
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">',
  '<rect width="32" height="32" rx="9" fill="#0f5c66"/>',
  '<path d="M8 17l5.5 5.5L24.5 11" fill="none" stroke="#fff" stroke-width="3.6"',
  ' stroke-linecap="round" stroke-linejoin="round"/></svg>\n',
].join('');

function distance(x, y, [ax, ay], [bx, by]) {
  const along = Math.max(
    0,
    Math.min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2)),
  );
  return Math.hypot(x - ax - along * (bx - ax), y - ay - along * (by - ay));
}

const isMark = (x, y) =>
  Math.min(distance(x, y, CHECK_MARK[0], CHECK_MARK[1]), distance(x, y, CHECK_MARK[1], CHECK_MARK[2])) <= HALF_WIDTH;

function isBackground(x, y, radius) {
  const dx = Math.max(radius - x, x - (32 - radius), 0);
  const dy = Math.max(radius - y, y - (32 - radius), 0);
  return Math.hypot(dx, dy) <= radius;
}

/**
 * `radius` 0 fills the square, for systems that cut a shape of their own; a `scale` below 1 keeps the mark inside the
 * part that is never cut.
 */
function png(size, radius, scale) {
  const rows = Buffer.alloc(size * (size * 4 + 1));
  const samples = 4;
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      let background = 0;
      let mark = 0;
      for (let sample = 0; sample < samples * samples; sample++) {
        const x = ((column + ((sample % samples) + 0.5) / samples) / size) * 32;
        const y = ((row + (Math.floor(sample / samples) + 0.5) / samples) / size) * 32;
        if (!isBackground(x, y, radius)) continue;
        background++;
        if (isMark(16 + (x - 16) / scale, 16 + (y - 16) / scale)) mark++;
      }
      const offset = row * (size * 4 + 1) + 1 + column * 4;
      const share = background ? mark / background : 0;
      for (let channel = 0; channel < 3; channel++)
        rows[offset + channel] = Math.round(BACKGROUND[channel] + (MARK[channel] - BACKGROUND[channel]) * share);
      rows[offset + 3] = Math.round((background / (samples * samples)) * 255);
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(name, data) {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

mkdirSync(folder, { recursive: true });
writeFileSync(new URL('icon.svg', folder), svg);
writeFileSync(new URL('icon-192.png', folder), png(192, 9, 1));
writeFileSync(new URL('icon-512.png', folder), png(512, 9, 1));
writeFileSync(new URL('maskable-512.png', folder), png(512, 0, 0.75));
writeFileSync(new URL('apple-touch-icon.png', folder), png(180, 0, 0.9));
