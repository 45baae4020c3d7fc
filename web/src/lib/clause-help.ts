/** A clause of a plan, as something cites it: by the plan itself, or by a piece of work of it. */
export type Cited = { readonly clause: string } & (
  { readonly plan: string; readonly instance?: undefined } | { readonly instance: number; readonly plan?: undefined }
);

let open: (cited: Cited) => void = () => undefined;

/** Said once, by the application: where the words of a clause are shown. */
export function keepClauseHelp(by: (cited: Cited) => void): void {
  open = by;
}

export const showClause = (cited: Cited): void => open(cited);
