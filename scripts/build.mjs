// npm run build: installs and builds, each only when needed.
import { leave, prepare } from './prepare.mjs';

await prepare().catch(leave);
