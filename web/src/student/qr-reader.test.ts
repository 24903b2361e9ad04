import encodeQR from 'qr';
import { decodeQR } from 'qr/decode.js';
import { expect, it } from 'vitest';
import { codeFromUrl } from './qr-reader';

it.each([
  ['https://attn.example.edu/join/a1b2-C3', 'a1b2-C3'],
  ['http://127.0.0.1:8000/join/x%2Fy', 'x/y'],
  ['https://example.com/other', null],
  ['WIFI:S:campus;;', null],
])('%s holds %s', (text, code) => expect(codeFromUrl(text)).toBe(code));

it('reads a code from the pixels of a camera', () => {
  const text = 'https://attn.example.edu/join/AbCdEfGhIjKlMnOpQrStUvWxYz0123456789';
  const modules = encodeQR(text, 'raw', { border: 4, scale: 6 });
  const side = modules.length;
  const data = new Uint8ClampedArray(side * side * 4).fill(255);
  modules.forEach((row, y) => {
    row.forEach((dark, x) => {
      if (dark) data.fill(0, (y * side + x) * 4, (y * side + x) * 4 + 3);
    });
  });
  expect(decodeQR({ width: side, height: side, data })).toBe(text);
});
