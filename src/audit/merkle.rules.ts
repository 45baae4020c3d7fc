import { sha256 } from '../core/canonical.js';

/** Leaves and nodes are hashed apart from each other: no node can be passed off as a leaf. */
export const leafOf = (text: string): string => sha256(`leaf\n${text}`);
const nodeOf = (left: string, right: string): string => sha256(`node\n${left}\n${right}`);

/** A Merkle root over leaves as they come: what is kept grows with the logarithm of how many there are. */
export class MerkleTree {
  /** Roots of whole trees of 2^n leaves, where there is one of that size. */
  private readonly whole: (string | undefined)[] = [];

  add(leaf: string): void {
    let carried = leaf;
    for (let size = 0; ; size += 1) {
      const there = this.whole[size];
      if (there === undefined) {
        this.whole[size] = carried;
        return;
      }
      this.whole[size] = undefined;
      carried = nodeOf(there, carried);
    }
  }

  /** Undefined: there are no leaves. */
  root(): string | undefined {
    return this.whole.reduce<string | undefined>(
      (right, left) => (left === undefined ? right : right === undefined ? left : nodeOf(left, right)),
      undefined,
    );
  }
}

export function rootOf(leaves: Iterable<string>): string | undefined {
  const tree = new MerkleTree();
  for (const leaf of leaves) tree.add(leaf);
  return tree.root();
}
