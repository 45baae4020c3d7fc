import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';
import { z } from 'zod';
import { canonical, sha256 } from '../core/canonical.js';
import { leafOf, MerkleTree, rootOf } from './merkle.rules.js';

/** Where a chain stands: the sequence and the hash of its last entry. */
export type ChainHead = { readonly key: string; readonly seq: number; readonly hash: string };

const digest = z.string().regex(/^[0-9a-f]{64}$/);
const sealedSchema = z.strictObject({
  anchor: z.int(),
  /** The real local day, and moment, of the seal. */
  day: z.string(),
  at: z.string(),
  trail: z.strictObject({ seq: z.int(), hash: digest }),
  /** How many instances there were. */
  chains: z.int(),
  /** The roots of the branches that instances fall into by the digests of their keys: what is wrong is in one of them. */
  branches: z.record(z.string().regex(/^[0-9a-f]{2}$/), digest),
  root: digest,
  /** The digest of the anchor before; null: there was none. */
  previous: digest.nullable(),
});
export type Sealed = z.infer<typeof sealedSchema>;
const anchorSchema = z.strictObject({ sealed: sealedSchema, publicKey: z.string(), signature: z.string() });
/** What leaves the database: all chain heads of a moment under one root, signed. */
export type Anchor = z.infer<typeof anchorSchema>;

export const readAnchor = (text: string): Anchor | undefined => {
  try {
    return anchorSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
};

/** The tree of all heads, which come in order of their keys. */
export class HeadsTree {
  private readonly branches = new Map<string, MerkleTree>();
  chains = 0;

  add({ key, seq, hash }: ChainHead): void {
    this.chains += 1;
    const name = branchOf(key);
    const branch = this.branches.get(name) ?? new MerkleTree();
    this.branches.set(name, branch);
    branch.add(leafOf(canonical([key, seq, hash])));
  }

  sealed(trail: Sealed['trail']): Pick<Sealed, 'trail' | 'chains' | 'branches' | 'root'> {
    const names = [...this.branches.keys()].sort();
    const branches = Object.fromEntries(names.map((name) => [name, this.branches.get(name)?.root() ?? '']));
    const first = leafOf(canonical(['trail', trail.seq, trail.hash]));
    const root = rootOf([first, ...names.map((name) => leafOf(canonical([name, branches[name] ?? ''])))]);
    return { trail, chains: this.chains, branches, root: root ?? first };
  }
}

export const branchOf = (key: string): string => sha256(key).slice(0, 2);

/** Ed25519: the private key as base64 of its PKCS #8, in one line. */
export function makeKey(): { readonly key: string; readonly publicKey: string } {
  const { privateKey } = generateKeyPairSync('ed25519');
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64'),
    publicKey: publicKeyOf(privateKey),
  };
}

/** Undefined: it is none. */
export function privateKeyOf(text: string): KeyObject | undefined {
  try {
    const key = createPrivateKey({ key: Buffer.from(text, 'base64'), type: 'pkcs8', format: 'der' });
    return key.asymmetricKeyType === 'ed25519' ? key : undefined;
  } catch {
    return undefined;
  }
}

export const publicKeyOf = (key: KeyObject): string =>
  createPublicKey(key).export({ type: 'spki', format: 'der' }).toString('base64');

export function signed(sealed: Sealed, key: KeyObject): Anchor {
  const signature = sign(null, Buffer.from(canonical(sealed)), key).toString('base64');
  return { sealed, publicKey: publicKeyOf(key), signature };
}

/** Whether it was signed by whom it should have been, as it stands. */
export function isSignedBy({ sealed, signature }: Anchor, publicKey: string): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), type: 'spki', format: 'der' });
    return verify(null, Buffer.from(canonical(sealed)), key, Buffer.from(signature, 'base64'));
  } catch {
    return false;
  }
}

export const digestOfAnchor = (anchor: Anchor): string => sha256(canonical(anchor));
