import { useEffect } from 'react';

/** How many stand over the page now: one may stand over another. */
let covers = 0;

/**
 * While something stands over a part of the page, what is behind it is out of reach: of keys, of pointers, of what is
 * read aloud. Afterwards the keys are where they were.
 */
export function usePageBehind(): void {
  useEffect(() => {
    const page = document.getElementById('root');
    if (!page) return;
    const before = document.activeElement;
    covers += 1;
    page.inert = true;
    return () => {
      covers -= 1;
      page.inert = covers > 0;
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, []);
}
