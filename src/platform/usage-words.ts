/** What commander says of bad usage, and the same in Vietnamese. `$1`, `$2` … are its own words for names and values. */
const sentences: readonly (readonly [english: RegExp, vietnamese: string])[] = [
  [/^unknown option '(.+)'/, "không có tùy chọn '$1'"],
  [/^unknown command '(.+)'/, "không có lệnh '$1'"],
  [/^missing command/, 'còn thiếu tên lệnh'],
  [/^missing required argument '(.+)'/, "còn thiếu đối số '$1'"],
  [/^required option '(.+)' not specified/, "còn thiếu tùy chọn bắt buộc '$1'"],
  [/^option '(.+)' argument missing/, "tùy chọn '$1' còn thiếu giá trị"],
  [/^option '(.+)' cannot be used with option '(.+)'/, "không dùng chung tùy chọn '$1' với '$2'"],
  [/^too many arguments.*Expected (\d+) arguments? but got (\d+)\./, 'thừa đối số: cần $1, nhận $2'],
  [/^option '(.+)' argument '(.*)' is invalid\./s, "tùy chọn '$1' không nhận '$2'"],
  [/^command-argument value '(.*)' is invalid for argument '(.+)'\./s, "đối số '$2' không nhận '$1'"],
];

const BOTH = ' / ';
/** A sentence of our own in both languages, as it travels through commander. */
export const inBoth = ({ vi, en }: { readonly vi: string; readonly en: string }): string => `${vi}${BOTH}${en}`;

/** `error: …` of commander's → the same in Vietnamese, and then in English. */
export function usageText(said: string): string {
  const text = said.replace(/^error: /, '').trimEnd();
  const [known, vietnamese = ''] = sentences.find(([pattern]) => pattern.test(text)) ?? [];
  if (!known) return errors(text.split(BOTH));
  const [english = ''] = known.exec(text) ?? [];
  const rest = text.slice(english.length).trim();
  const [vi, en] = rest.includes(BOTH) ? rest.split(BOTH) : [restInVietnamese(rest), rest];
  return errors([joined(': ', english.replace(known, vietnamese), vi), joined(' ', english, en)]);
}

const joined = (by: string, ...parts: readonly (string | undefined)[]): string => parts.filter(Boolean).join(by);

const errors = ([vi = '', en = vi]: readonly string[]): string => `lỗi: ${vi}\nerror: ${en}\n`;

const restInVietnamese = (rest: string): string =>
  rest
    .replace(/^Allowed choices are (.+)\.$/, 'chỉ nhận $1')
    .replace(/^\(Did you mean (?:one of )?(.+)\?\)$/, 'có phải là $1?');
