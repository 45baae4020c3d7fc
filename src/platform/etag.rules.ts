import { createHash } from 'node:crypto';
import { problem } from '../core/problem.js';

/** How far a resource has come: its version, its sequence, its state. What changes it changes this. */
export type Rev = string | number;
/** What was looked at, as `If-Match` says it. */
export type Looked = 'anything' | { readonly revs: readonly string[] };

const digestOf = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 16);

/**
 * The tag of an answer: how far the resource has come, a dot, and a digest of what is said of it. Whoever has this very
 * answer need not get it again; whoever changes the resource has seen it so far, whatever else the answer says by now
 * (the names of people, what is possible today).
 */
export const etagOf = (rev: Rev, text: string): string => `"${rev}.${digestOf(text)}"`;
/** Of an answer that is not about one resource: nobody changes it by its tag. */
export const weakTagOf = (text: string): string => `W/"${digestOf(text)}"`;

const tagsIn = (header: string): string[] => header.match(/(?:W\/)?"[^"]*"/g) ?? [];
const opaque = (tag: string): string => tag.replace(/^W\//, '');

/** `If-None-Match`: has whoever asks this very answer already? Weak tags are as good as others (RFC 9110 §13.1.2). */
export function isKnown(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false;
  return header.trim() === '*' || tagsIn(header).some((one) => opaque(one) === opaque(tag));
}

/** `If-Match`: a whole tag, or what stands in it before the dot. A weak tag is none (RFC 9110 §13.1.1). */
export function lookedAt(header: string | undefined): Looked {
  if (header === undefined || header.trim() === '*') return 'anything';
  const strong = tagsIn(header).filter((tag) => !tag.startsWith('W/'));
  return { revs: strong.map((tag) => tag.slice(1, -1).split('.', 1).join('')) };
}

/** @throws Problem precondition-failed where it has come further by now */
export function isUnchanged(looked: Looked, rev: Rev): void {
  if (looked === 'anything' || looked.revs.includes(String(rev))) return;
  throw problem('precondition-failed', { version: rev });
}
