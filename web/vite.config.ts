import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The API that the development server hands requests on to. */
const api = process.env['API_URL'] ?? 'http://127.0.0.1:3000';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  // The server puts a new word here for each page (src/platform/web-files.ts).
  html: { cspNonce: '__NONCE__' },
  build: {
    outDir: '../dist/web',
    emptyOutDir: false,
    target: 'es2022',
    // Nothing is written into the page or the styles: the policy of the pages would not take it.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Which file needs which: the tests count the first page by it.
    manifest: '.vite/manifest.json',
    chunkSizeWarningLimit: 2000,
    // What every page needs is one file: not one for each thing in it that some other page needs too.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'first', tags: ['$initial'] }] } } },
  },
  server: { proxy: { '/api': api, '/health': api } },
});
