import '@mantine/core/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import '../styles/fonts.css';
import '../styles/tokens.css';
import '../styles/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startTexts } from '../lib/i18n';
import { nonce } from '../lib/nonce';
import { makeQueryClient } from '../lib/query';
import { Providers } from './providers';
import { makeRouter } from './router';

// Libraries that write styles into the page ask for its word under this name.
Object.assign(globalThis, { __webpack_nonce__: nonce() });

const place = document.getElementById('root');
if (!place) throw new Error('index.html has no #root');
const client = makeQueryClient();
const router = makeRouter(client);
await startTexts();
createRoot(place).render(
  <StrictMode>
    <Providers client={client} router={router} />
  </StrictMode>,
);
