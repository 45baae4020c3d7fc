import { plain } from '../../lib/plain';
import type { Unit } from './get-units';

/** As the files name a unit: xa-tan-hoa. */
export const isCode = (code: string): boolean => code.length <= 100 && /^[a-z0-9]+([-.][a-z0-9]+)*$/.test(code);

/** “Xã Tân Hòa” → xa-tan-hoa. */
export const codeFrom = (name: string): string =>
  plain(name)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

/** One that the plan does not have yet: after all others. */
export const blankUnit = (units: readonly Unit[]): Unit => ({
  ...{ code: '', name: { vi: '', en: '' }, kind: '', predecessors: [], groups: [] },
  ...{ short: null, parent: null, from: null, to: null, successor: null, note: null },
  order: Math.max(0, ...units.map(({ order }) => order)) + 1,
});
