import { isMap, isNode, isSeq, parseDocument, type Node } from 'yaml';
import { asMeant, YamlText } from './edit-yaml.js';

type PlanText = { readonly obligations?: readonly { readonly id?: unknown }[] };
type Written = Readonly<Record<string, unknown>>;

/** The text of plan.yaml with an obligation as it is now written; null: without it. One that is new comes last. */
export function editObligationText(text: string, id: string, obligation: Written | null): string {
  const yaml = new YamlText(text);
  const list = yaml.doc.get('obligations');
  if (!isSeq(list)) throw new Error('plan.yaml has no obligations');
  const was = parseDocument(text, { uniqueKeys: false }).toJS() as PlanText;
  const all = was.obligations ?? [];
  const at = list.items.findIndex((item) => isMap(item) && String(item.get('id')) === id);
  if (obligation === null) {
    if (at < 0) return text;
    const next = list.items[at + 1];
    // A heading of the plan's own sections stands before the first of them.
    if (isNode(next)) next.commentBefore = joined(list.items[at], next);
    yaml.remove(list, at);
    return asMeant(yaml.text(), { ...was, obligations: all.filter((_, n) => n !== at) }, 'plan.yaml');
  }
  if (at < 0) {
    const made = yaml.node(obligation);
    made.spaceBefore = true;
    list.add(made);
    return asMeant(yaml.text(), { ...was, obligations: [...all, obligation] }, 'plan.yaml');
  }
  yaml.put(list, at, obligation);
  return asMeant(yaml.text(), { ...was, obligations: all.map((one, n) => (n === at ? obligation : one)) }, 'plan.yaml');
}

const joined = (gone: unknown, next: Node): string | null => {
  const both = [isNode(gone) ? gone.commentBefore : undefined, next.commentBefore].filter((one) => one != null);
  return both.length > 0 ? both.join('\n') : null;
};
