// npm run check: the quick gate. What fails says how to mend it.
import { check, sum } from './parts.mjs';
import { leave, prepareInstall } from './prepare.mjs';

await prepareInstall().catch(leave);
const from = performance.now();
const { failed } = sum(await check());
console.log(`${failed === 0 ? 'All well' : `${failed} failed`}, ${((performance.now() - from) / 1000).toFixed(0)} s`);
process.exit(failed === 0 ? 0 : 1);
