import { isMap, isSeq, parseDocument, type Document, type YAMLMap, type YAMLSeq } from 'yaml';
import { canonical } from '../core/canonical.js';
import type { UnitsFile } from '../core/plan/schema.js';
import { withoutPaddedLists } from './edit-yaml.js';
import { editedUnits, type UnitEdit } from './unit-import.rules.js';

/** The text of units.yaml with these edits: what they do not touch stays in its order and with its comments. */
export function editUnitsText(text: string, file: UnitsFile, edits: readonly UnitEdit[]): string {
  const doc = parseDocument(text, { uniqueKeys: false });
  const wanted = editedUnits(file, edits);
  const units = doc.get('units');
  if (isSeq(units)) for (const edit of edits) putUnit(doc, units, edit);
  for (const [name, { units: codes }] of Object.entries(wanted.groups ?? {}))
    if (codes && canonical(codes) !== canonical(file.groups?.[name]?.units))
      doc.setIn(['groups', name, 'units'], doc.createNode(codes));
  const edited = withoutPaddedLists(doc.toString({ lineWidth: 0 }));
  // A shared or an odd node would take an edit elsewhere: better no edit than another one.
  if (canonical(parseDocument(edited, { uniqueKeys: false }).toJS()) !== canonical(wanted))
    throw new Error('units.yaml cannot be edited as it is written');
  return edited;
}

function putUnit(doc: Document, units: YAMLSeq, { before, after }: UnitEdit): void {
  const at = units.items.findIndex((item) => isMap(item) && item.get('code') === after.code);
  const item = units.items[at];
  if (!before) return void units.add(unitNode(doc, after));
  // What is written by reference, or is referred to, is written out.
  if (!isMap(item) || item.anchor !== undefined) return void units.set(at, unitNode(doc, after));
  const was: Readonly<Record<string, unknown>> = before;
  const becomes: Readonly<Record<string, unknown>> = after;
  for (const field of new Set([...Object.keys(was), ...Object.keys(becomes)])) {
    if (canonical(was[field]) === canonical(becomes[field])) continue;
    if (becomes[field] === undefined) item.delete(field);
    else item.set(field, fieldNode(doc, becomes[field]));
  }
}

function unitNode(doc: Document, unit: UnitEdit['after']): YAMLMap {
  const node = doc.createNode({}) as YAMLMap;
  for (const [field, value] of Object.entries(unit)) node.set(field, fieldNode(doc, value));
  return node;
}

const fieldNode = (doc: Document, value: unknown) =>
  doc.createNode(value, typeof value === 'object' ? { flow: true } : {});
