import {
  isAlias,
  isCollection,
  isMap,
  isNode,
  isSeq,
  Lexer,
  parseDocument,
  visit,
  type Alias,
  type Document,
  type Node,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { canonical } from '../core/canonical.js';

/** A YAML text that is edited where it stands: what an edit does not touch keeps its order, its comments and its references. */
export class YamlText {
  readonly doc: Document;

  constructor(text: string) {
    this.doc = parseDocument(text, { uniqueKeys: false });
  }

  /** Sets what stands at a key of a map, or at a place of a list, as far as it differs. */
  put(parent: YAMLMap | YAMLSeq, key: string | number, value: unknown): void {
    const node: unknown = parent.get(key, true);
    if (isNode(node) && canonical(node.toJS(this.doc)) === canonical(value)) return;
    if (isMap(node) && isObject(value)) return this.putMap(node, value);
    if (isSeq(node) && Array.isArray(value)) return this.putList(node, value);
    if (isNode(node)) this.release(node);
    const made = this.node(value);
    const isPlain = isNode(node) && !isAlias(node) && !isCollection(node);
    if (isPlain && node.comment != null) made.comment = node.comment;
    parent.set(key, made);
  }

  /** Takes an entry away. What others refer to in it stays with the first of them. */
  remove(parent: YAMLMap | YAMLSeq, key: string | number): void {
    const node: unknown = parent.get(key, true);
    if (isNode(node)) this.release(node);
    parent.delete(key);
  }

  /** In one line what is short, and a lifecycle's or an obligation's own parts one below the other. */
  node(value: unknown): Node {
    const isShort = JSON.stringify(value).length <= 100 && depthOf(value) <= 3;
    if (isShort) return quotedDates(this.doc.createNode(value, { flow: true }));
    if (!Array.isArray(value) && !isObject(value)) return quotedDates(this.doc.createNode(value));
    const made = this.doc.createNode(Array.isArray(value) ? [] : {}) as YAMLMap | YAMLSeq;
    if (isSeq(made)) for (const item of value as unknown[]) made.add(this.node(item));
    else for (const [name, item] of Object.entries(value)) made.set(name, this.node(item));
    return made;
  }

  text(): string {
    return withoutPaddedLists(this.doc.toString({ lineWidth: 0 }));
  }

  private putMap(map: YAMLMap, value: Readonly<Record<string, unknown>>): void {
    this.share(map);
    for (const { key } of [...map.items]) {
      const name = String(isNode(key) ? key.toJS(this.doc) : key);
      if (value[name] === undefined) this.remove(map, name);
    }
    for (const [name, item] of Object.entries(value)) if (item !== undefined) this.put(map, name, item);
  }

  private putList(list: YAMLSeq, value: readonly unknown[]): void {
    this.share(list);
    for (let n = list.items.length - 1; n >= value.length; n -= 1) this.remove(list, n);
    value.forEach((item, n) => {
      if (n < list.items.length) this.put(list, n, item);
      else list.add(this.node(item));
    });
  }

  /** Whatever stands in here and is referred to from elsewhere is written out there, before it goes. */
  private release(node: Node): void {
    const inside: Node[] = [];
    visit(node, { Node: (_, one) => void inside.push(one) });
    for (const one of inside) this.share(one, new Set(inside));
  }

  /** A value of its own: the first that refers to it has it from now on, and the others refer to that one. */
  private share(node: Node & { anchor?: string }, inside: ReadonlySet<Node> = new Set()): void {
    const { anchor } = node;
    if (anchor === undefined) return;
    const alias = this.firstAlias(anchor, inside);
    const kept = node.clone() as Node;
    delete node.anchor;
    if (!alias) return;
    // What is named inside of it keeps its name where it was first.
    visit(kept, {
      Node: (_, one) => {
        if (one !== kept) delete (one as { anchor?: string }).anchor;
      },
    });
    kept.comment = null;
    kept.commentBefore = null;
    visit(this.doc, { Alias: (_, one) => (one === alias ? kept : undefined) });
  }

  private firstAlias(anchor: string, inside: ReadonlySet<Node>): Alias | undefined {
    let found: Alias | undefined;
    visit(this.doc, {
      Alias: (_, one) => {
        if (one.source !== anchor || inside.has(one)) return undefined;
        found = one;
        return visit.BREAK;
      },
    });
    return found;
  }
}

/** Other readers of YAML take a plain 2024-01-02 or 08:00 for something else than a text. */
function quotedDates(node: Node): Node {
  visit(node, {
    Scalar: (_, one) => {
      if (typeof one.value === 'string' && /^(?:[+-]\d\/)?(?:\d{4}-)?\d\d[-:]\d\d$/.test(one.value))
        one.type = 'QUOTE_SINGLE';
    },
  });
  return node;
}

const LEXER_MARKS: readonly string[] = ['\u0002', '\u0018', '\u001f'];

/** The library pads all that stands in one line, `{ a: 1 }` and `[ b ]`; files are written `{ a: 1 }` and `[b]`. */
export function withoutPaddedLists(text: string): string {
  // What the lexer says beside the text itself are single control characters.
  const tokens = [...new Lexer().lex(text)].filter((token) => !LEXER_MARKS.includes(token));
  const isPadding = (token: string, n: number): boolean =>
    /^ +$/.test(token) && (tokens[n - 1] === '[' || tokens[n + 1] === ']');
  return tokens.filter((token, n) => !isPadding(token, n)).join('');
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const depthOf = (value: unknown): number =>
  typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0;

/** An edit is done as it was meant, or not at all: a shared or an odd node would take it elsewhere. */
export function asMeant(text: string, wanted: unknown, what: string): string {
  if (canonical(parseDocument(text, { uniqueKeys: false }).toJS()) !== canonical(wanted))
    throw new Error(`${what} cannot be edited as it is written`);
  return text;
}
