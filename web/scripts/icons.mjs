// Draws the icons anew: `npm run icons`. The PNG files are made here, too, so that no picture tool is needed.
import { mkdirSync, writeFileSync } from 'node:fs';
import { deflateSync } from 'node:zlib';

const folder = new URL('../public/icons/', import.meta.url);
const GROUND = [15, 92, 102];
const MARK = [255, 255, 255];
// The check mark, on a square of 32.
const LINE = [
  [8, 17],
  [13.5, 22.5],
  [24.5, 11],
];
const HALF_WIDTH = 1.8;

const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="9" fill="#0f5c66"/><path d="M8 17l5.5 5.5L24.5 11" fill="none" stroke="#fff" stroke-width="3.6" stroke-linecap="round" stroke-linejoin="round"/></svg>\n`;

function distance(x, y, [ax, ay], [bx, by]) {
  const along = Math.max(
    0,
    Math.min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2)),
  );
  return Math.hypot(x - ax - along * (bx - ax), y - ay - along * (by - ay));
}

const isMark = (x, y) => Math.min(distance(x, y, LINE[0], LINE[1]), distance(x, y, LINE[1], LINE[2])) <= HALF_WIDTH;

function isGround(x, y, radius) {
  const dx = Math.max(radius - x, x - (32 - radius), 0);
  const dy = Math.max(radius - y, y - (32 - radius), 0);
  return Math.hypot(dx, dy) <= radius;
}

/** `radius` 0: up to the edge, for a system that cuts its own shape; `scale` below 1 keeps the mark in the part that is never cut. */
function png(size, radius, scale) {
  const rows = Buffer.alloc(size * (size * 4 + 1));
  const samples = 4;
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      let ground = 0;
      let mark = 0;
      for (let sample = 0; sample < samples * samples; sample++) {
        const x = ((column + ((sample % samples) + 0.5) / samples) / size) * 32;
        const y = ((row + (Math.floor(sample / samples) + 0.5) / samples) / size) * 32;
        if (!isGround(x, y, radius)) continue;
        ground++;
        if (isMark(16 + (x - 16) / scale, 16 + (y - 16) / scale)) mark++;
      }
      const at = row * (size * 4 + 1) + 1 + column * 4;
      const share = ground ? mark / ground : 0;
      for (let channel = 0; channel < 3; channel++)
        rows[at + channel] = Math.round(GROUND[channel] + (MARK[channel] - GROUND[channel]) * share);
      rows[at + 3] = Math.round((ground / (samples * samples)) * 255);
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
  framed.writeUInt32BE(crc(body), body.length + 4);
  return framed;
}

function crc(bytes) {
  let value = 0xffffffff;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  }
  return (value ^ 0xffffffff) >>> 0;
}

mkdirSync(folder, { recursive: true });
writeFileSync(new URL('icon.svg', folder), svg);
writeFileSync(new URL('icon-192.png', folder), png(192, 9, 1));
writeFileSync(new URL('icon-512.png', folder), png(512, 9, 1));
writeFileSync(new URL('maskable-512.png', folder), png(512, 0, 0.75));
writeFileSync(new URL('apple-touch-icon.png', folder), png(180, 0, 0.9));
