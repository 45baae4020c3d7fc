import { useState } from 'react';

/** What is to be mended, by the path of its place. */
export type Remarks = Readonly<Record<string, string>>;
export type RemarksDesk = {
  readonly of: (task: number) => Remarks;
  readonly note: (task: number, path: string, text: string) => void;
  readonly forget: (task: number) => void;
};

const KEY = 'dung-han.remarks';

function kept(): Readonly<Record<number, Remarks>> {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? '{}') as Readonly<Record<number, Remarks>>;
  } catch {
    return {};
  }
}

/** Remarks that have not gone yet: they outlive another unit's document, a closed panel and a page loaded anew. */
export function useRemarks(): RemarksDesk {
  const [all, setAll] = useState(kept);
  const change = (next: Readonly<Record<number, Remarks>>): void => {
    setAll(next);
    sessionStorage.setItem(KEY, JSON.stringify(next));
  };
  return {
    of: (task) => all[task] ?? {},
    note: (task, path, text) => {
      const { [path]: _, ...others } = all[task] ?? {};
      change({ ...all, [task]: text === '' ? others : { ...others, [path]: text } });
    },
    forget: (task) => {
      const { [task]: _, ...others } = all;
      change(others);
    },
  };
}
