import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import { editObligationText } from './edit-obligation.js';

const text = readFileSync(join(__dirname, '../../workflows/plans/19-kh-bcd/plan.yaml'), 'utf8');
type Written = Record<string, unknown>;
const obligations = (of: string): Written[] =>
  (parseDocument(of).toJS({ maxAliasCount: 1000 }) as { obligations: Written[] }).obligations;
const one = (id: string, of = text): Written => {
  const found = obligations(of).find((each) => each['id'] === id);
  if (!found) throw new Error(id);
  return found;
};
/** Lines that an edit took away or brought. */
function changed(after: string): { gone: string[]; come: string[] } {
  const [was, is] = [text.split('\n'), after.split('\n')];
  return { gone: was.filter((line) => !is.includes(line)), come: is.filter((line) => !was.includes(line)) };
}

test('an obligation that is written as it was leaves the text as it is', () => {
  for (const each of obligations(text)) expect(editObligationText(text, String(each['id']), each)).toBe(text);
});

test('a changed deadline changes its line and no other', () => {
  const after = editObligationText(text, 'R0-H', { ...one('R0-H'), deadline: { by: '05-20', roll: 'back' } });
  expect(changed(after)).toEqual({
    gone: ["    deadline: { by: '05-15' }"],
    come: ["    deadline: { by: '05-20', roll: back }"],
  });
});

test('what others refer to stays with them when it is changed where it was first written', () => {
  const parameters = { ...(one('R0-H')['parameters'] as Written), 'usual-notice': 25 };
  const after = editObligationText(text, 'R0-H', { ...one('R0-H'), parameters });
  expect(one('R0-H', after)['parameters']).toEqual(parameters);
  expect(one('R0-Y', after)).toEqual(one('R0-Y'));
  expect(after).toContain('&round-settings');
});

test('a reference that is changed becomes a value of its own', () => {
  const after = editObligationText(text, 'M3', { ...one('M3'), parameters: { 'fixing-days': 15 } });
  expect(one('M3', after)['parameters']).toEqual({ 'fixing-days': 15 });
  expect(one('M4', after)).toEqual(one('M4'));
});

test('an obligation is added at the end, and taken away with nothing else', () => {
  const added = editObligationText(text, 'X1', { ...one('S1'), id: 'X1' });
  expect(obligations(added).at(-1)).toEqual({ ...one('S1'), id: 'X1' });
  expect(obligations(editObligationText(added, 'X1', null))).toEqual(obligations(text));
});

test('where the first of several is taken away, the others keep what they referred to', () => {
  const after = editObligationText(text, 'M1', null);
  expect(obligations(after)).toEqual(obligations(text).filter(({ id }) => id !== 'M1'));
  expect(after).toContain('# ---- Họp Ban Chỉ đạo tỉnh hằng quý');
});
