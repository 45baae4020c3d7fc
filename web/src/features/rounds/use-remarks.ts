import { useState } from 'react';

/** What is to be mended, by the path of its place. */
export type Remarks = Readonly<Record<string, string>>;
/** All that was written towards sending a task back. */
type Noted = { readonly remarks: Remarks; readonly reason: string };
export type RemarksDesk = {
  readonly of: (task: number) => Noted;
  readonly note: (task: number, path: string, text: string) => void;
  readonly say: (task: number, reason: string) => void;
  readonly forget: (task: number) => void;
};

const nothing: Noted = { remarks: {}, reason: '' };
const nameOf = (who: string, task: number): string => `dung-han.remarks.${who}.${task}`;

function kept(name: string): Noted {
  try {
    return { ...nothing, ...(JSON.parse(sessionStorage.getItem(name) ?? '{}') as Partial<Noted>) };
  } catch {
    return nothing;
  }
}
function keep(name: string, noted: Noted): void {
  try {
    if (noted === nothing) sessionStorage.removeItem(name);
    else sessionStorage.setItem(name, JSON.stringify(noted));
  } catch {
    // A browser that keeps nothing: the screen still has it.
  }
}

/**
 * Remarks and reasons that have not gone yet, each person's own: they outlive another unit's document, a closed panel and a
 * page loaded anew.
 */
export function useRemarks(who: string): RemarksDesk {
  const [all, setAll] = useState<Readonly<Record<string, Noted>>>({});
  const of = (task: number): Noted => all[nameOf(who, task)] ?? kept(nameOf(who, task));
  const change = (task: number, noted: Noted): void => {
    const name = nameOf(who, task);
    setAll((before) => ({ ...before, [name]: noted }));
    keep(name, noted);
  };
  return {
    of,
    note: (task, path, text) => {
      const noted = of(task);
      const { [path]: _, ...others } = noted.remarks;
      change(task, { ...noted, remarks: text === '' ? others : { ...noted.remarks, [path]: text } });
    },
    say: (task, reason) => change(task, { ...of(task), reason }),
    forget: (task) => change(task, nothing),
  };
}
