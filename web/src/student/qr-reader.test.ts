import encodeQR from 'qr';
import { decodeQR } from 'qr/decode.js';
import { expect, it } from 'vitest';
import { codeIn } from './qr-reader';

it.each([
  ['https://attn.example.edu/join/a1b2-C3', 'a1b2-C3'],
  ['http://127.0.0.1:8000/join/x%2Fy', 'x/y'],
  ['https://example.com/other', null],
  ['WIFI:S:campus;;', null],
])('%s holds %s', (text, code) => expect(codeIn(text)).toBe(code));

it('reads a code out of the pixels of a camera', () => {
  const text = 'https://attn.example.edu/join/AbCdEfGhIjKlMnOpQrStUvWxYz0123456789';
  const { width, height, data } = encodeQR(text, 'raw', { border: 4, scale: 6 }).reduce(
    (image, row, y) => {
      row.forEach((dark, x) =>
        image.data.fill(dark ? 0 : 255, (y * image.width + x) * 4, (y * image.width + x) * 4 + 3),
      );
      return image;
    },
    ((side: number) => ({ width: side, height: side, data: new Uint8ClampedArray(side * side * 4).fill(255) }))(
      encodeQR(text, 'raw', { border: 4, scale: 6 }).length,
    ),
  );
  expect(decodeQR({ width, height, data })).toBe(text);
});
