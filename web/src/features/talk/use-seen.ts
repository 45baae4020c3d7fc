import { useEffect, useState } from 'react';

/** Whether something stands on the screen, in a window that somebody looks at. */
export function useSeen(): readonly [isSeen: boolean, hold: (element: HTMLElement | null) => void] {
  const [element, hold] = useState<HTMLElement | null>(null);
  const [isOnScreen, setOnScreen] = useState(false);
  const [isLookedAt, setLookedAt] = useState(() => document.visibilityState === 'visible');
  useEffect(() => {
    const look = (): void => setLookedAt(document.visibilityState === 'visible');
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, []);
  useEffect(() => {
    if (!element) return undefined;
    const observer = new IntersectionObserver((entries) => setOnScreen(entries.some((one) => one.isIntersecting)));
    observer.observe(element);
    return () => observer.disconnect();
  }, [element]);
  return [isOnScreen && isLookedAt && element !== null, hold];
}
