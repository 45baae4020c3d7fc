import { EMAIL, type Seat, seats, USER_NAME } from '../accounts.dto.js';
import { RowReader, type Said } from './row-reader.js';
import type { RowError } from './row-error.js';
import { folded, type Table, type TableRow } from './table.rules.js';
import type { UserField } from './user-columns.js';

/** A post as a row writes it; unit and plan are still words. */
export type WrittenPost = {
  readonly plan: string | undefined;
  readonly unit: string;
  readonly seat: Seat;
  readonly groups: Said<readonly string[]>;
  readonly from: Said<string>;
  readonly to: Said<string>;
};
export type UserRow = {
  readonly name: string;
  readonly displayName: string | undefined;
  readonly email: Said<string>;
  readonly phone: Said<string>;
  readonly post: WrittenPost | undefined;
  /** Where what is found out later is said. */
  readonly at: RowReader<UserField>;
  readonly row: number;
};

/** How offices call the seats, beside their own names. */
const seatWords: Readonly<Record<Seat, readonly string[]>> = {
  officer: ['chuyên viên', 'chuyên viên đơn vị', 'cán bộ', 'unit officer'],
  head: ['lãnh đạo đơn vị', 'lãnh đạo', 'thủ trưởng', 'thủ trưởng đơn vị', 'unit head'],
  leader: ['lãnh đạo ban chỉ đạo', 'lãnh đạo BCĐ', 'leadership'],
  member: ['thành viên', 'thành viên ban chỉ đạo', 'thành viên BCĐ', 'committee member'],
  administrator: ['quản trị', 'quản trị viên', 'admin'],
  appraiser: ['thẩm định', 'người thẩm định', 'thành viên đoàn thẩm định'],
  award: ['thi đua khen thưởng', 'thi đua, khen thưởng', 'award group'],
  auditor: ['giám sát', 'kiểm tra giám sát', 'kiểm toán'],
};
const seatOf = new Map(
  seats.flatMap((seat) => [seat, ...seatWords[seat]].map((word) => [folded(word), seat] as const)),
);

/** The rows of a file as they stand, each alone; a row that is wrong is not there. */
export function readUserRows(table: Table<UserField>): {
  readonly rows: readonly UserRow[];
  readonly wrong: readonly RowError[];
} {
  const read = table.rows.map((row) => readRow(table.headings, row));
  return {
    rows: read.flatMap(({ row, at }) => (row && at.wrong.length === 0 ? [row] : [])),
    wrong: [...table.wrong, ...read.flatMap(({ at }) => at.wrong)],
  };
}

function readRow(
  headings: Table<UserField>['headings'],
  row: TableRow<UserField>,
): { readonly row: UserRow | undefined; readonly at: RowReader<UserField> } {
  const at = new RowReader(headings, row);
  const name = at.matching('name', USER_NAME, 'user-name') ?? undefined;
  if (name === undefined && at.wrong.length === 0) at.refuse('name', 'some-text');
  const displayName = at.text('displayName') ?? undefined;
  const email = at.matching('email', EMAIL, 'email');
  const phone = at.phone('phone');
  const post = readPost(at);
  return { at, row: name === undefined ? undefined : { name, displayName, email, phone, post, at, row: row.row } };
}

const POST_FIELDS = ['unit', 'seat', 'groups', 'from', 'to'] as const;

function readPost(at: RowReader<UserField>): WrittenPost | undefined {
  if (!POST_FIELDS.some((field) => at.has(field))) return undefined;
  const unit = at.needed('unit');
  const word = at.needed('seat');
  const seat = word === undefined ? undefined : seatOf.get(folded(word));
  if (word !== undefined && seat === undefined) at.refuse('seat', 'one-of', { choices: [...seats] });
  const groups = at.words('groups');
  if (groups && groups.length > 0 && seat !== undefined && seat !== 'appraiser')
    at.refuse('groups', 'at-most-entries', { most: 0 });
  const [from, to] = [at.day('from'), at.day('to')];
  if (from && to && from > to) at.refuse('to', 'day-from', { least: from });
  if (unit === undefined || seat === undefined) return undefined;
  return { plan: at.text('plan') ?? undefined, unit, seat, groups, from, to };
}
