import { minute } from '../platform/minute.js';
import { inBoth } from '../platform/usage-words.js';
import type { Unknown } from './known-names.reader.js';
import type { WorkItem, WorkPage } from './work.dto.js';
import type { Kind } from './work.reader.js';

/** A list of work for a terminal: two lines for each where they fit, at most 100 columns. */
const WIDTH = 100;
const DUE = 18;

export function listLines({ items, next }: Pick<WorkPage, 'items' | 'next'>, kind: Kind): string[] {
  if (items.length === 0) return [nothing(kind)];
  return [
    ...items.flatMap(itemLines),
    '',
    next === null
      ? `${items.length} ${kinds[kind]}.`
      : `${items.length} ${kinds[kind]}, còn nữa. Trang sau: --cursor ${next}`,
  ];
}

const kinds: Readonly<Record<Kind, string>> = { series: 'nhiệm vụ', occurrence: 'kỳ', task: 'việc' };

/** Where nothing is found, it may be looked for elsewhere. */
function nothing(kind: Kind): string {
  const others = (Object.keys(kinds) as Kind[]).filter((one) => one !== kind).reverse();
  const tries = others.map((one) => `--kind ${one} (${kinds[one]})`).join(' hoặc ');
  return `Không có ${kinds[kind]} nào như vậy. Thử ${tries}, hoặc bớt điều kiện lọc.`;
}

function itemLines({ id, key, label, unit, due, timeliness, stageLabel }: WorkItem): string[] {
  const whose = unit.short ?? unit.name?.vi ?? unit.code;
  const indent = ' '.repeat(DUE);
  const name = `${indent}#${id} ${key}`;
  const where = `${stageLabel.vi} · ${timeliness.label.vi}`;
  const first = cut(`${minute(due).padEnd(DUE)}${whose} · ${label.vi}`);
  const both = `${name} · ${where}`;
  // What is to be copied is never cut.
  const rest = both.normalize('NFC').length <= WIDTH ? [both] : [name, cut(`${indent}${where}`)];
  return [first, ...rest].map((line) => line.normalize('NFC'));
}

const cut = (line: string): string => (line.length <= WIDTH ? line : `${line.slice(0, WIDTH - 1)}…`);

const filters: Readonly<Record<Unknown['filter'], { readonly vi: string; readonly en: string }>> = {
  plan: { vi: 'kế hoạch', en: 'plan' },
  obligation: { vi: 'nhiệm vụ', en: 'obligation' },
  unit: { vi: 'đơn vị', en: 'unit' },
  stage: { vi: 'bước', en: 'stage' },
  tag: { vi: 'nhãn', en: 'tag' },
};

export function unknownText({ filter, name, meant }: Unknown): string {
  const { vi, en } = filters[filter];
  const to = meant === undefined ? '' : ` → ${meant}`;
  return inBoth({ vi: `không có ${vi} ${name}${to}`, en: `there is no ${en} ${name}${to}` });
}
