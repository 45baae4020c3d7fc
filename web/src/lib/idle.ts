/** When the page has drawn what it shows, and nobody waits for anything. Returns what calls it off. */
export function whenIdle(work: () => void): () => void {
  // Safari has none.
  if (!('requestIdleCallback' in globalThis)) {
    const timer = setTimeout(work, SOON);
    return () => clearTimeout(timer);
  }
  const call = requestIdleCallback(work, { timeout: 10 * SOON });
  return () => cancelIdleCallback(call);
}
const SOON = 200;
