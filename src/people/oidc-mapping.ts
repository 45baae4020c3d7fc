import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { ConfigError, type ConfigMistake } from '../platform/config.js';
import { saidIn, say, type Said } from '../platform/settings.js';
import { ANY } from './access.rules.js';
import { seats, wideSeats } from './accounts.dto.js';

/** Where a value names a unit: “so-y-te/{unit}/chuyen-vien”. */
export const UNIT_HOLE = '{unit}';

const word = z.union([z.string(), z.number(), z.boolean()]).transform(String).pipe(z.string().min(1).max(200));
const words = z.array(word).max(100).default([]);

const postRule = z
  .strictObject({
    /** The claim, and the value of it (or one of its values) that gives the post. */
    claim: word,
    value: word,
    plan: word,
    unit: word,
    seat: z.enum(seats),
    groups: words,
  })
  .superRefine(({ value, plan, unit, seat, groups }, context) => {
    const wrong = (field: string, vi: string, en: string): void =>
      context.addIssue({ code: 'custom', path: [field], message: say(vi, en) });
    const holes = value.split(UNIT_HOLE).length - 1;
    if (holes > 1) wrong('value', 'chỉ được có một {unit}.', 'may hold {unit} once.');
    if (unit === UNIT_HOLE && holes === 0)
      wrong('unit', 'dùng {unit} thì value cũng phải có {unit}.', 'says {unit}, so value must hold {unit}.');
    if (unit !== UNIT_HOLE && /[{}]/.test(unit))
      wrong('unit', 'phải là một mã đơn vị, *, hoặc {unit}.', 'must be the code of a unit, *, or {unit}.');
    if (unit === ANY && !wideSeats.includes(seat))
      wrong('unit', `chỉ được là * với ${wideSeats.join(', ')}.`, `may be * only for ${wideSeats.join(', ')}.`);
    if (plan === ANY && unit !== ANY) wrong('unit', 'phải là * khi plan là *.', 'must be * where plan is *.');
    if (groups.length > 0 && seat !== 'appraiser')
      wrong('groups', 'chỉ dùng cho seat appraiser.', 'is for the seat appraiser only.');
  });
export type PostRule = z.infer<typeof postRule>;

const mapping = z.strictObject({
  name: word.default('preferred_username'),
  displayName: word.default('name'),
  email: word.default('email'),
  /** Of whoever is not linked yet: refused; linked to the account of that name, which signs in elsewhere only; or given one. */
  firstSignIn: z.enum(['refuse', 'link', 'make']).default('refuse'),
  /** What the provider says of a second factor that is as good as a code of ours. */
  secondFactor: z.strictObject({ amr: words, acr: words }).default({ amr: [], acr: [] }),
  posts: z.array(postRule).max(1000).default([]),
});
export type OidcMapping = z.infer<typeof mapping>;

/** @throws {ConfigError} with every mistake, not only the first */
export function readMapping(text = ''): OidcMapping {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  if (document.errors.length > 0)
    throw new ConfigError(
      document.errors.map(({ pos: [at] }) => {
        const { line } = lines.linePos(at);
        return mistake([], { vi: `không đọc được dòng ${line}.`, en: `cannot be read at line ${line}.` });
      }),
    );
  const given: unknown = document.toJS() ?? {};
  const read = mapping.safeParse(given);
  if (read.success) return read.data;
  throw new ConfigError(read.error.issues.flatMap((issue) => mistakesOf(issue, given)));
}

const mistake = (path: readonly PropertyKey[], said: Said): ConfigMistake => ({
  name: ['OIDC_MAPPING', ...(path.length > 0 ? [path.map(String).join('.')] : [])].join(' '),
  ...said,
});

function mistakesOf(issue: z.core.$ZodIssue, given: unknown): ConfigMistake[] {
  const { path } = issue;
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => mistake([...path, key], { vi: 'không có mục này.', en: 'there is no such entry.' }));
  return [mistake(path, sentenceOf(issue, path.reduce<unknown>(partOf, given) === undefined))];
}

function sentenceOf(issue: z.core.$ZodIssue, isMissing: boolean): Said {
  if (issue.code === 'custom') return saidIn(issue.message);
  if (isMissing) return { vi: 'còn thiếu.', en: 'is missing.' };
  if (issue.code === 'invalid_value') {
    const choices = issue.values.map(String).join(', ');
    return { vi: `phải là một trong: ${choices}.`, en: `must be one of: ${choices}.` };
  }
  if (issue.code === 'invalid_type' && issue.expected === 'array')
    return { vi: 'phải là một danh sách.', en: 'must be a list.' };
  if (issue.code === 'invalid_type' && issue.expected === 'object')
    return { vi: 'phải là các mục “tên: giá trị”.', en: 'must be entries “name: value”.' };
  if (issue.code === 'too_big' && issue.origin === 'array')
    return { vi: `chỉ nhận tối đa ${issue.maximum} mục.`, en: `takes ${issue.maximum} entries at most.` };
  return { vi: 'phải là một chữ từ 1 đến 200 ký tự.', en: 'must be a word of 1 to 200 characters.' };
}

const partOf = (whole: unknown, key: PropertyKey): unknown =>
  typeof whole === 'object' && whole !== null ? (whole as Record<PropertyKey, unknown>)[key] : undefined;
