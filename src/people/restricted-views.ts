import { Injectable } from '@nestjs/common';
import { LetInReader } from './let-in.reader.js';
import type { Seen, What } from './looks.js';
import type { Principal } from './principal.js';
import type { TrailEntry } from './trail.js';
import { TrailStore } from './trail.store.js';

export type Looker = Pick<Principal, 'name' | 'posts' | 'offices'>;
/** Whose post let them in; undefined: one of their own. */
type Behalf = { readonly onBehalfOf: string | undefined; readonly keys: readonly string[] };

/** Whoever was shown what is open to few stands in the trail: one entry for each answer and plan. */
@Injectable()
export class RestrictedViews {
  constructor(
    private readonly letIn: LetInReader,
    private readonly trail: TrailStore,
  ) {}

  /** @param what the route that was asked: a list tells less than a dossier */
  async note(who: Looker, what: What & { readonly route: string }, seen: readonly Seen[]): Promise<void> {
    const entries: TrailEntry[] = [];
    for (const { plan, keys } of seen)
      for (const behalf of await this.behalves(who, keys))
        entries.push(viewOf(behalf, { actor: who.name, plan, what }));
    await this.trail.append(entries);
  }

  private async behalves({ posts, offices }: Looker, keys: readonly string[]): Promise<readonly Behalf[]> {
    const lenders = [...new Set(posts.flatMap(({ onBehalfOf }) => onBehalfOf ?? []))];
    if (lenders.length === 0) return [{ onBehalfOf: undefined, keys }];
    const found: Behalf[] = [];
    let left = keys;
    for (const onBehalfOf of [undefined, ...lenders]) {
      if (left.length === 0) break;
      const mine = await this.letIn.keys(left, {
        posts: posts.filter((post) => post.onBehalfOf === onBehalfOf),
        offices,
      });
      if (mine.length > 0) found.push({ onBehalfOf, keys: mine });
      left = left.filter((key) => !mine.includes(key));
    }
    // What no single post shows (a message to one, say) they read as themselves.
    return left.length > 0 ? [...found, { onBehalfOf: undefined, keys: left }] : found;
  }
}

/** One dossier is the subject; several are named by their keys. */
export function viewOf(
  { onBehalfOf, keys }: Behalf,
  { actor, plan, what }: { readonly actor: string; readonly plan: string; readonly what: What },
): TrailEntry {
  const [only] = keys;
  const isOne = keys.length === 1 && only !== undefined;
  return {
    kind: 'restricted-viewed',
    actor,
    onBehalfOf,
    plan,
    ...(isOne && { subject: only }),
    after: { ...what, ...(!isOne && { keys }) },
  };
}
