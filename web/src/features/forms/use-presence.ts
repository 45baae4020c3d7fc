import { useEffect, useState } from 'react';
import type { components } from '../../lib/api.gen';
import type { FormOf } from './get-form';
import { beat } from './save-draft';

export type Present = components['schemas']['PresentView'];
const EVERY = 10_000;

/** Who else has the form open; `moved` is called when the draft is no longer the one that was looked at. */
export function usePresence({ id, form }: FormOf, revision: number, moved: () => void): readonly Present[] {
  const [others, setOthers] = useState<readonly Present[]>([]);
  useEffect(() => {
    let isOpen = true;
    const tell = (): void =>
      void beat({ id, form }, {}).then(
        (heard) => {
          if (!isOpen) return;
          setOthers(heard.others);
          if (heard.revision > revision) moved();
        },
        () => undefined,
      );
    tell();
    const timer = setInterval(tell, EVERY);
    return () => {
      isOpen = false;
      clearInterval(timer);
    };
  }, [id, form, revision, moved]);
  useEffect(() => () => void beat({ id, form }, { leaving: true }).catch(() => undefined), [id, form]);
  return others;
}
