/** Long counts (kills, storms, random runs): a bounded one in the suite, the full one with `npm run soak`. */
export const count = (inSuite: number, inSoak: number): number => (process.env['SOAK'] ? inSoak : inSuite);
