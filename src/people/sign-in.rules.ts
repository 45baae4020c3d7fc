/** Mistakes that anybody makes. */
const FREE = 3;
const LONGEST = 900;

/** Seconds that the next try has to wait: none for the first mistakes, then doubled by each more, a quarter of an hour at most. */
export function waitAfter(failed: { readonly failures: number; readonly age: number } | undefined): number {
  if (!failed || failed.failures < FREE) return 0;
  const wait = Math.min(LONGEST, 2 ** (failed.failures - FREE));
  return Math.max(0, Math.ceil(wait - failed.age));
}
