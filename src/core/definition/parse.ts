import {
  isAlias,
  isCollection,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
  type Document,
  type Node,
  type Pair,
  type Scalar,
  type YAMLParseError,
  type YAMLWarning,
} from 'yaml';
import type { ZodType } from 'zod';
import type { Finding, Locate, Path, Place } from './finding.js';
import { issuesOf, type Issue } from './issues.js';
import { yamlProblem } from './lint/yaml-texts.js';

export type Parsed<T> = { readonly value?: T; readonly findings: readonly Finding[]; readonly at: Locate };

/** Ten thousand units and their people are well below it; what is longer is not read at all. */
const MAX_LENGTH = 4_000_000;
/** How often anchors may be repeated, counted through each other: a few, no cascade. */
const MAX_ALIASES = 100;
/** After so many mistakes in the writing itself, the rest tells nothing. */
const MAX_SYNTAX = 20;

/** YAML text → a typed value, each of whose parts knows its line and column. Pure; a broken text gives findings. */
export function parseYaml<T>(file: string, text: string, schema: ZodType<T>): Parsed<T> {
  const start: Place = { line: 1, column: 1 };
  const refused = (rule: string, facts: Finding['facts'], place = start): Parsed<T> => ({
    findings: [{ rule, severity: 'error', file, ...place, facts }],
    at: () => start,
  });
  if (text.length > MAX_LENGTH) return refused('yaml-too-large', { length: text.length, most: MAX_LENGTH });

  const lines = new LineCounter();
  // Keys are compared below: the library compares each with each, which takes an hour for a hundred thousand.
  const doc = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false });
  const placeOf = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const at = locator(doc, placeOf);
  const broken = mistakes(doc).map(({ code, message, pos: [from, to] }): Finding => {
    if (code === 'TAG_RESOLVE_FAILED')
      return { ...tag, file, ...placeOf(from), facts: { text: text.slice(from, to).trim() } };
    const problem = yamlProblem(code, message);
    // What is never closed is seen only behind it: told is where it breaks off.
    const place = placeOf(problem === 'flow-open' ? text.slice(0, from).trimEnd().length : from);
    return { ...syntax, file, ...place, facts: { code, detail: message, problem } };
  });
  const unreadable = broken.length > 0 ? broken : structure(doc).map((w) => ({ file, ...placeOf(w.offset), ...w.is }));
  if (unreadable.length > 0) return { findings: unreadable, at };

  let value: unknown;
  try {
    value = doc.toJS({ maxAliasCount: MAX_ALIASES });
  } catch (error) {
    // The only thing left that it throws: anchors that repeat each other beyond the bound.
    if (error instanceof ReferenceError) return refused('yaml-aliases', { most: MAX_ALIASES });
    throw error;
  }
  const read = issuesOf(schema, value);
  if ('value' in read) return { value: read.value, findings: [], at };
  return { findings: read.issues.map((issue) => found(file, at, issue)), at };
}

const tag = { rule: 'yaml-tag', severity: 'error' } as const;
const syntax = { rule: 'yaml-syntax', severity: 'error' } as const;

/** Behind the first mistake in the writing nothing stands where it seems to: only tags are told beside it. */
function mistakes({ errors, warnings }: Document): readonly (YAMLParseError | YAMLWarning)[] {
  const all = [...errors, ...warnings].sort((a, b) => a.pos[0] - b.pos[0]);
  const first = all.find(({ code }) => code !== 'TAG_RESOLVE_FAILED');
  return all.filter((one) => one === first || one.code === 'TAG_RESOLVE_FAILED').slice(0, MAX_SYNTAX);
}

const found = (file: string, at: Locate, { path, key, facts, suggestion }: Issue): Finding => ({
  rule: 'schema',
  severity: 'error',
  file,
  ...at(path, key ? 'key' : undefined),
  facts,
  ...(suggestion !== undefined && { suggestion }),
});

type Wrong = { readonly offset: number; readonly is: Pick<Finding, 'rule' | 'severity' | 'facts'> };

/** What a plan cannot mean: keys twice or that are no words, references to nothing or to what they stand in. */
function structure(doc: Document): readonly Wrong[] {
  const wrong: Wrong[] = [];
  const anchors = new Map<string, Node>();
  const say = (node: unknown, rule: string, facts: Finding['facts'] = {}) =>
    wrong.push({ offset: offsetOf(node), is: { rule, severity: 'error', facts } });
  const note = (node: Node & { anchor?: string }): void => {
    if (node.anchor !== undefined) anchors.set(node.anchor, node);
  };
  visit(doc, {
    Scalar: (_, scalar) => note(scalar),
    Seq: (_, seq) => note(seq),
    Map: (_, map) => {
      note(map);
      for (const key of twice(map.items)) say(key, 'duplicate-key', { text: String(key.value) });
    },
    Pair: (_, pair) => {
      if (!isScalar(pair.key)) say(pair.key, 'yaml-key');
    },
    Alias: (_, alias, path) => {
      // In the order of the text, so the last anchor of that name is the one that is meant.
      const target = anchors.get(alias.source);
      if (!target) say(alias, 'yaml-alias', { alias: alias.source });
      else if (path.includes(target)) say(alias, 'yaml-alias-cycle', { alias: alias.source });
    },
  });
  return wrong;
}

function twice(pairs: readonly Pair[]): readonly Scalar[] {
  const seen = new Set<string>();
  return pairs.flatMap(({ key }) => {
    if (!isScalar(key)) return [];
    const name = String(key.value);
    const again = seen.has(name) ? [key] : [];
    seen.add(name);
    return again;
  });
}

const offsetOf = (node: unknown): number => (node as Partial<Node> | null)?.range?.[0] ?? 0;

/** Walks the document along a path, as far as it goes, and says where that stands. */
const locator =
  (doc: Document, placeOf: (offset: number) => Place): Locate =>
  (path: Path, of) => {
    let node: unknown = doc.contents;
    let key: unknown;
    for (const step of path) {
      if (isAlias(node)) node = node.resolve(doc);
      const next = isCollection(node) ? entryOf(node, step) : undefined;
      if (!next) return placeOf(offsetOf(key ?? node));
      // In a list an entry has no key of its own: the place of the entry is what is meant.
      key = next.key ?? next.value;
      node = next.value;
    }
    const plain = isScalar(node) && node.range && node.range[1] > node.range[0];
    return placeOf(offsetOf(of === 'key' || !plain ? (key ?? node) : node));
  };

function entryOf(node: Node, step: string | number): { key: unknown; value: unknown } | undefined {
  if (isSeq(node)) {
    const value: unknown = node.items[Number(step)];
    return value === undefined ? undefined : isPair(value) ? value : { key: undefined, value };
  }
  if (!isMap(node)) return undefined;
  return node.items.find((pair: Pair) => isScalar(pair.key) && String(pair.key.value) === String(step));
}
