import { createContext, useContext, useEffect } from 'react';

/** What stands in a dialog says to it. */
export type Enclosing = {
  /** Something was typed that closing would lose. */
  readonly setUnsaved: (isUnsaved: boolean) => void;
  /** Another dialog stands above it, and has the keys. */
  readonly setCovered: (isCovered: boolean) => void;
};
export const EnclosingDialog = createContext<Enclosing | undefined>(undefined);

/** Within a dialog: it asks before it closes by Escape or its cross while something is typed and not saved. */
export function useUnsaved(isUnsaved: boolean): void {
  const dialog = useContext(EnclosingDialog);
  useEffect(() => {
    dialog?.setUnsaved(isUnsaved);
    return () => dialog?.setUnsaved(false);
  }, [dialog, isUnsaved]);
}
