import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { begin } from './begin.ts';

/** The API that the development server hands requests on to. */
const api = process.env['API_URL'] ?? 'http://127.0.0.1:3000';

/**
 * Few files: each costs a slow machine more than what is in it. What every page needs is one, what the door needs another, what
 * all pages behind it need a third; what several pages share lies in files of some size, by who shares it.
 */
const groups = [
  { name: 'first', tags: ['$initial' as const], priority: 3 },
  { name: 'door', test: /routes\/(door|sign-in-page)\.tsx$/, priority: 2 },
  { name: 'inside', test: /app\/inside\.tsx$/, priority: 1 },
  { name: 'shared', test: /\.(tsx?|m?js)$/, minShareCount: 2, entriesAware: true, entriesAwareMergeThreshold: 12_000 },
];

/** Names of who shares what would be as long as the file. */
const chunkFileNames = ({ name }: { readonly name: string }): string =>
  `assets/${name.startsWith('shared') ? 'shared' : '[name]'}-[hash].js`;

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), begin()],
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
    // One file of styles: each page's own would be one more to wait for before it may be drawn.
    cssCodeSplit: false,
    rolldownOptions: { output: { chunkFileNames, codeSplitting: { groups } } },
  },
  server: { proxy: { '/api': api, '/health': api } },
});
