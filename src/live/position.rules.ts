/**
 * A place in the order of changes: a transaction, and in it a change by its kind and number; without those the place is
 * before all of them.
 */
export type Position = { readonly xid: number; readonly kind: string; readonly id: number };

export const before = (xid: number): Position => ({ xid, kind: '', id: 0 });

export const textOf = ({ xid, kind, id }: Position): string => (kind === '' ? String(xid) : `${xid}.${kind}.${id}`);

/** Undefined: it is none of ours. */
export function positionIn(text: string): Position | undefined {
  const [, xid, kind = '', id = '0'] = /^(\d{1,15})(?:\.([a-z]{1,20})\.(\d{1,15}))?$/.exec(text) ?? [];
  return xid === undefined ? undefined : { xid: Number(xid), kind, id: Number(id) };
}

/** Kinds are plain letters: everybody puts them into the same order. */
export function isAfter(one: Position, other: Position): boolean {
  if (one.xid !== other.xid) return one.xid > other.xid;
  if (one.kind !== other.kind) return one.kind > other.kind;
  return one.id > other.id;
}
