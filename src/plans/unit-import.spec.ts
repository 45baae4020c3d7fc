import fc from 'fast-check';
import { parse } from 'yaml';
import { type UnitsFile, unitsSchema } from '../core/plan/schema.js';
import { tableOf } from '../people/imports/table.rules.js';
import { editUnitsText } from './edit-units.js';
import { editedUnits, planUnits, unitRow } from './unit-import.rules.js';
import { type UnitField, unitColumns } from './unit-columns.js';

const TEXT = `# Đơn vị của kế hoạch.
groups:
  communes: { label: { vi: Các xã, en: Communes }, kinds: [commune] }
  chosen:
    label: { vi: Được chọn, en: Chosen }
    units:
      - xa-an # đứng đầu
units:
  # Văn phòng
  - { code: van-phong, name: { vi: Văn phòng, en: Office }, kind: office, order: 1 }
  - code: xa-an
    name: { vi: Xã An, en: An }
    kind: commune # loại
    order: 2
    parent: van-phong
    from: '2024-01-01'
people:
  - { id: an, name: An, seats: [{ unit: van-phong, seat: officer }] }
`;
const file = (): UnitsFile => unitsSchema.parse(parse(TEXT));
type Written = Partial<Record<UnitField, string>>;
const planned = (rows: readonly Written[]) =>
  planUnits(
    tableOf(
      [unitColumns.map(({ en }) => en[0]), ...rows.map((row) => unitColumns.map(({ field }) => row[field] ?? null))],
      unitColumns,
    ),
    file(),
  );
const codes = (rows: readonly Written[]) => planned(rows).wrong.map(({ row, code }) => [row, code]);

test('a unit changes, another is new; what is not touched stays as it is written', () => {
  const { edits, wrong } = planned([
    { code: 'xa-an', name: 'Xã An Mới', to: '31/12/2025', successor: 'xa-moi', groups: '-' },
    { code: 'xa-moi', name: 'Xã Mới', kind: 'commune', from: '01/01/2026', groups: 'chosen' },
    { code: 'van-phong' },
  ]);
  expect(wrong).toEqual([]);
  expect(edits).toMatchObject([
    {
      row: 2,
      after: { name: { vi: 'Xã An Mới', en: 'An' }, from: '2024-01-01', to: '2025-12-31' },
      leaves: ['chosen'],
    },
    { row: 3, before: null, after: { name: { vi: 'Xã Mới', en: 'Xã Mới' }, order: 4 }, joins: ['chosen'] },
  ]);
  const text = editUnitsText(TEXT, file(), edits);
  expect(unitsSchema.parse(parse(text))).toEqual(editedUnits(file(), edits));
  for (const line of TEXT.split('\n').filter((one) => /#|people|van-phong/.test(one) && !one.includes('đứng đầu')))
    // But for the space within brackets.
    expect(text.replace(/\[ (.*?) \]/g, '[$1]')).toContain(line.trim());
});

test('a dash takes away, an empty cell leaves', () => {
  expect(planned([{ code: 'xa-an', parent: '-', from: '–' }]).edits[0]?.after).toEqual({
    ...{ code: 'xa-an', name: { vi: 'Xã An', en: 'An' }, kind: 'commune', order: 2 },
  });
  expect(planned([{ code: 'xa-an' }]).edits).toEqual([]);
});

test.each<[string, readonly Written[], readonly (readonly [number, string])[]]>([
  ['a code of other letters', [{ code: 'Xã', name: 'X', kind: 'commune' }], [[2, 'plan-name']]],
  [
    'a new unit without name and kind',
    [{ code: 'x' }],
    [
      [2, 'some-text'],
      [2, 'some-text'],
    ],
  ],
  ['an unknown superior', [{ code: 'xa-an', parent: 'van-phog' }], [[2, 'unit-of-plan']]],
  ['a successor of itself', [{ code: 'xa-an', successor: 'xa-an' }], [[2, 'another-unit']]],
  ['an unknown group', [{ code: 'xa-an', groups: 'chose' }], [[2, 'group-of-plan']]],
  ['an end before its beginning', [{ code: 'xa-an', to: '2023-01-01' }], [[2, 'day-from']]],
  ['a unit twice', [{ code: 'xa-an' }, { code: 'xa-an' }], [[3, 'row-once']]],
  ['an order that is no number', [{ code: 'xa-an', order: 'hai' }], [[2, 'integer']]],
])('%s is refused', (_, rows, expected) => {
  expect(codes(rows)).toEqual(expected);
});

test('the rows of the template change nothing', () => {
  const rows = [unitColumns.map(({ vi }) => vi[0]), ...file().units.map((unit) => unitRow(unit, file()))];
  expect(planUnits(tableOf(rows, unitColumns), file())).toEqual({ edits: [], wrong: [] });
});

test('whatever the rows are, the text says what they come to', () => {
  const text = fc.oneof(
    fc.constantFrom('', '-', 'Xã: #1', "'", '"', 'null', '2024', 'Đ\u1ea7u'),
    fc.string({ unit: 'grapheme' }),
  );
  const row: fc.Arbitrary<Written> = fc.record({
    code: fc.constantFrom('van-phong', 'xa-an', 'xa-moi', 'xa-khac'),
    name: text,
    nameEn: text,
    short: text,
    kind: fc.constantFrom('', 'commune', 'office'),
    to: fc.constantFrom('', '-', '2025-12-31'),
    groups: fc.constantFrom('', '-', 'chosen', 'communes; chosen'),
    note: text,
  });
  fc.assert(
    fc.property(fc.uniqueArray(row, { selector: ({ code }) => code, maxLength: 4 }), (rows) => {
      const { edits, wrong } = planned(rows);
      fc.pre(wrong.length === 0);
      expect(unitsSchema.parse(parse(editUnitsText(TEXT, file(), edits)))).toEqual(editedUnits(file(), edits));
    }),
  );
});
