import { GENESIS, link } from '../core/chain.js';
import { digest, type Json } from '../core/canonical.js';
import { sealPersonal, trailLink } from '../people/trail.js';
import { branchOf, digestOfAnchor, HeadsTree, isSignedBy, type Anchor } from './anchor.rules.js';
import type { Chains, ChainsReader, TrailRow } from './chains.reader.js';

export type AuditCheck = {
  readonly name: string;
  readonly ok: boolean;
  readonly n: number;
  readonly problems: readonly string[];
};
export type AuditVerification = { readonly ok: boolean; readonly checks: readonly AuditCheck[] };
/** An anchor that was kept elsewhere, and the public key that it must have been signed with. */
export type Kept = { readonly anchor: Anchor; readonly publicKey: string };

/** Problems that are named; the rest are counted. */
const NAMED = 20;

/** One promise, with what was looked at and what is wrong. */
class Look {
  n = 0;
  private wrong = 0;
  private readonly problems: string[] = [];
  constructor(private readonly name: string) {}

  see(isRight: boolean, problem: () => string): void {
    this.n += 1;
    if (!isRight) this.amiss(problem());
  }

  amiss(problem: string): void {
    this.wrong += 1;
    if (this.problems.length < NAMED) this.problems.push(problem);
  }

  check(): AuditCheck {
    const { name, n, wrong, problems } = this;
    const more = wrong > problems.length ? [`… and ${wrong - problems.length} more`] : [];
    return { name, ok: wrong === 0, n, problems: [...problems, ...more] };
  }
}

/** Whether what is chained is whole, and still is what was sealed: of one picture, on any database, while it runs or not. */
export function verifyAudit(reader: ChainsReader, kept?: Kept): Promise<AuditVerification> {
  return reader.look(async (chains) => {
    const looks = [await trail(chains), await histories(chains), ...(await anchors(chains))];
    if (kept) looks.push(await keptAnchor(chains, kept));
    const checks = looks.map((look) => look.check());
    return { ok: checks.every(({ ok }) => ok), checks };
  });
}

async function trail(chains: Chains): Promise<Look> {
  const look = new Look('the trail is whole');
  let [seq, head] = [0, GENESIS];
  for await (const row of chains.trail()) {
    const { salt: _, body: __, hash, ...entry } = row;
    look.see(entry.seq === seq + 1, () => `entry ${entry.seq} follows ${seq}`);
    if (trailLink(head, entry) !== hash) look.amiss(`entry ${entry.seq}: its hash`);
    if (!isBodyRight(row)) look.amiss(`entry ${entry.seq}: its body`);
    [seq, head] = [entry.seq, hash];
  }
  const end = await chains.trailHead();
  if (end.seq !== seq || end.hash !== head) look.amiss(`the head says ${end.seq}, the last entry is ${seq}`);
  return look;
}

/** An erased body has no salt: its digest stays and tells nothing. */
function isBodyRight({ salt, body, bodyDigest }: TrailRow): boolean {
  if (salt === null) return body === null;
  return sealPersonal(body as Json, salt).bodyDigest === bodyDigest;
}

async function histories(chains: Chains): Promise<Look> {
  const look = new Look("the instances' chains are whole");
  const ends = new Map<string, { seq: number; hash: string }>();
  for await (const { id: _, hash, ...entry } of chains.histories()) {
    const before = ends.get(entry.instance);
    const isNext = entry.seq === (before ? before.seq + 1 : 0) && link(before?.hash ?? GENESIS, entry) === hash;
    look.see(isNext, () => `${entry.instance}#${entry.seq}: its hash`);
    ends.set(entry.instance, { seq: entry.seq, hash });
  }
  for await (const { key, seq, head } of chains.heads()) {
    const end = ends.get(key);
    if (end?.seq !== seq || end.hash !== head) look.amiss(`${key}: its head`);
  }
  return look;
}

/** Those in the database itself: all of them hang together, what each noted is still so, and the newest has its root. */
async function anchors(chains: Chains): Promise<Look[]> {
  const look = new Look('the anchors hang together');
  let last: Anchor | undefined;
  for await (const anchor of chains.anchors()) {
    const { sealed, publicKey } = anchor;
    look.see(isSignedBy(anchor, publicKey), () => `anchor ${sealed.anchor}: its signature`);
    const isNext = sealed.previous === (last ? digestOfAnchor(last) : null);
    if (!isNext) look.amiss(`anchor ${sealed.anchor} does not follow the one before`);
    last = anchor;
  }
  const noted = new Look('what anchors sealed is still so');
  const { n, problems } = await chains.moved();
  noted.n = n;
  problems.forEach((problem) => noted.amiss(problem));
  if (last) await held(chains, last, noted);
  return [look, noted];
}

async function keptAnchor(chains: Chains, { anchor, publicKey }: Kept): Promise<Look> {
  const { anchor: no, day } = anchor.sealed;
  const look = new Look(`anchor ${no} of ${day}, as it was kept, is contained`);
  look.see(isSignedBy(anchor, publicKey), () => 'it was not signed with this key');
  await held(chains, anchor, look);
  for await (const own of chains.anchors())
    if (own.sealed.anchor === no && digest(own.sealed) !== digest(anchor.sealed))
      look.amiss('the database has another anchor of this number');
  return look;
}

/** What the database says today of the moment of an anchor, against the anchor. */
async function held(chains: Chains, { sealed }: Anchor, look: Look): Promise<void> {
  const tree = new HeadsTree();
  const suspects = new Map<string, string[]>();
  for await (const { key, seq, noted, hash } of chains.sealed(sealed.anchor)) {
    tree.add({ key, seq, hash: hash ?? 'gone' });
    const branch = branchOf(key);
    const names = suspects.get(branch) ?? [];
    suspects.set(branch, hash === noted ? names : [...names, `${key}#${seq}`]);
  }
  const { seq } = sealed.trail;
  const now = tree.sealed({ seq, hash: (await chains.trailAt(seq)) ?? 'gone' });
  look.see(now.trail.hash === sealed.trail.hash, () => `the trail up to entry ${seq} is not what was sealed`);
  look.see(now.chains === sealed.chains, () => `${sealed.chains} instances were sealed, there are ${now.chains}`);
  for (const branch of new Set([...Object.keys(sealed.branches), ...Object.keys(now.branches)])) {
    const isSame = sealed.branches[branch] === now.branches[branch];
    look.see(isSame, () => `branch ${branch} is not what was sealed: ${named(suspects.get(branch))}`);
  }
  if (now.root !== sealed.root && now.trail.hash === sealed.trail.hash) look.amiss('its root');
}

/** Whoever rewrote also what was noted leaves nobody to point at, but the branch. */
const named = (suspects: readonly string[] = []): string =>
  suspects.length > 0 ? suspects.slice(0, NAMED).join(', ') : 'one of its instances, or one that is gone';
