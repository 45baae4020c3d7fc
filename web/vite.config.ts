import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { begin } from './begin.ts';

/** The API that the development server hands requests on to. */
const api = process.env['API_URL'] ?? 'http://127.0.0.1:3000';

const shared = { minShareCount: 2 };
/** Of `ui`, what needs more than a page has anyway. */
const heavyParts = '.*-field|data-table|day-|dialog|confirm-|file-|qr-|shown-';
/**
 * Few files, because each costs a slow machine more than what is in it, and no page with what only others need. The first
 * that takes a module has it, with all that it needs.
 */
const groups = [
  { name: 'first', tags: ['$initial' as const] },
  { name: 'door', test: /routes\/(door|sign-in-page)\.tsx$/ },
  { name: 'inside', test: /app\/inside\.tsx$/ },
  { name: 'table', test: /ui\/data-table\.tsx$/ },
  { name: 'parts', test: new RegExp(`tabler|web/src/(lib|ui/(?!${heavyParts}))`), ...shared },
  { name: 'numbers', test: /NumberInput|react-number-format/, ...shared },
  { name: 'choices', test: /@mantine\/core\/.*(Combobox|Select|Autocomplete|TagsInput|Pill)/, ...shared },
  { name: 'fields', test: /@mantine\/core/, ...shared },
  { name: 'days', test: /@mantine\/dates|day-field/, ...shared },
].map((group, at, all) => ({ ...group, priority: all.length - at }));

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
    rolldownOptions: { output: { codeSplitting: { groups } } },
  },
  server: { proxy: { '/api': api, '/health': api } },
});
