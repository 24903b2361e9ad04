import { defineConfig } from 'vitest/config';

const api = process.env.ATTN_API ?? 'http://localhost:8000';

export default defineConfig({
  // The Content-Security-Policy forbids inlined pictures and scripts, so none are made.
  build: {
    target: ['es2022', 'chrome109', 'firefox115', 'safari16.4'],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    emptyOutDir: true,
    reportCompressedSize: false,
  },
  server: { proxy: { '/api': api, '/health': api, '/docs': api, '/openapi.json': api } },
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: ['src/test-setup.ts'],
    restoreMocks: true,
    testTimeout: 60_000,
  },
});
