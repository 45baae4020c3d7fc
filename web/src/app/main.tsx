import '@mantine/core/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import '../styles/fonts.css';
import '../styles/tokens.css';
import '../styles/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startTexts } from '../lib/i18n';
import { noteAsked } from '../lib/live';
import { nonce } from '../lib/nonce';
import { makeQueryClient } from '../lib/query';
import { Providers } from './providers';
import { makeRouter } from './router';

// Libraries that write styles into the page ask for its word under this name.
Object.assign(globalThis, { __webpack_nonce__: nonce() });

/** For so many milliseconds a page may be empty. */
const PATIENCE = 1_000;

const place = document.getElementById('root');
if (!place) throw new Error('index.html has no #root');
const client = makeQueryClient();
noteAsked(client);
const router = makeRouter(client);
/** Drawn once, with its content; where that takes longer, one sees meanwhile that it comes. */
async function start(into: HTMLElement): Promise<void> {
  await startTexts();
  await Promise.race([router.load(), new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
  createRoot(into).render(
    <StrictMode>
      <Providers client={client} router={router} />
    </StrictMode>,
  );
}
// Not awaited here: whatever else is loaded waits for this file to have been read to its end.
void start(place);
