import type { PlanSource } from '../core/plan/assemble.js';
import type { Summary } from './summary.js';
import { openText } from './summary-open-text.js';
import { clipped, date, flowing, type Lines, type Page } from './summary-page.js';
import { resultsTable, totals } from './summary-table.js';
import type { LateUnit } from './summary-units.js';
import { checkName, postName, words, type Language } from './summary-words.js';
import type { EndedBy } from './waits.js';

/** Units that are named as late; the JSON names all. */
const UNITS_SHOWN = 20;

/** The summary as a person reads it, in 100 columns. */
export function summaryText(
  summary: Summary,
  { plan, units }: Pick<PlanSource, 'plan' | 'units'>,
  language: Language,
): string {
  const say = words[language];
  const names = new Map(units.units.map((unit) => [unit.code, unit.short ?? unit.name[language]]));
  const page: Page = {
    say,
    language,
    n: (count) => say.number.format(count),
    unit: (code) => names.get(code) ?? code,
    word: (label) => (label ? label[language] : say.unknown),
  };
  const parts = [
    [...head(summary, plan, page), ...results(summary, page)],
    resultsTable(summary, page),
    ...openText(summary.open, page),
    late(summary, page),
    longest(summary, page),
    troubles(summary, page),
    verdict(summary, page),
  ];
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function head(summary: Summary, plan: PlanSource['plan'], { say, n, language }: Page): Lines {
  const { from, to, seed, lateness, stage, instances, entries, letters } = summary;
  const late = `${say.lateness} ${Math.round(lateness * 100)} %`;
  return [
    clipped(`${say.title} ${plan.number}: ${plan.label[language]}`),
    `${date(from)} – ${date(to)} · ${say.seed} ${seed} · ${late} · ${say.stage[stage]}`,
    say.amounts(n(instances), n(entries), n(letters)),
  ];
}

/** The four numbers that leadership thinks in, and the rest. */
function results(summary: Summary, { say, n }: Page): Lines {
  const { onTime, late: tooLate, open, overdue, missing, exempt, cancelled, untimed } = totals(summary);
  const { onTime: done, late: doneLate, inTime, overdue: notDone, missing: silent, other } = say.results;
  const parts = [
    `${done} ${n(onTime)}`,
    `${doneLate} ${n(tooLate)}`,
    `${inTime} ${n(open)}`,
    `${notDone} ${n(overdue)}`,
    `${silent} ${n(missing)}`,
    `${other} ${n(exempt + cancelled + untimed)}`,
  ];
  return flowing(parts, '');
}

function late({ lateUnits }: Summary, page: Page): Lines {
  const { say, n } = page;
  if (lateUnits.length === 0) return [];
  const more = lateUnits.length > UNITS_SHOWN ? [`  ${say.moreUnits(n(lateUnits.length - UNITS_SHOWN))}`] : [];
  return [say.lateUnits, ...lateUnits.slice(0, UNITS_SHOWN).flatMap((one) => lateUnit(one, page)), ...more];
}

/** `  Huyện ủy Tân Biên · không báo cáo 4: R1 2, R2 2 · quá hạn 1: S9-U` */
function lateUnit({ unit, obligations, ...sum }: LateUnit, page: Page): Lines {
  const { say, n } = page;
  const parts = (['missing', 'overdue', 'late'] as const).flatMap((kind) => {
    if (sum[kind] === 0) return [];
    const own = obligations.filter((one) => one[kind] > 0);
    const each = own.map((one) => (one[kind] === 1 ? one.obligation : `${one.obligation} ×${n(one[kind])}`));
    return [`${say.results[kind]} ${n(sum[kind])} (${each.join(', ')})`];
  });
  return flowing([page.unit(unit), ...parts], '  ', '    ');
}

function longest({ longestWaits }: Summary, page: Page): Lines {
  const { say, n, unit, word } = page;
  if (longestWaits.length === 0) return [];
  const lines = longestWaits.flatMap(({ obligation, period, unit: code, state, pastEnd, since, until, by }) => [
    clipped(`  ${obligation} ${period} · ${unit(code)} · ${word(state)}`),
    ...flowing([say.waited(date(since), date(until), n(pastEnd)), `${say.endedBy}: ${endedBy(by, page)}`], '      '),
  ]);
  return [say.longest, ...lines];
}

function endedBy(by: EndedBy, { say, unit }: Page): string {
  switch (by.kind) {
    case 'post':
      return postName(by, unit, say);
    case 'work':
      return say.byWork(workName(by.instance));
    case 'clock':
      return say.byClock;
    case 'nobody':
      return say.byNobody;
    default:
      return by satisfies never;
  }
}

/** 'plan/R0/2023-H1/unit' → 'R0 2023-H1' */
const workName = (key: string): string => key.split('/').slice(1, 3).join(' ');

function troubles({ troubles: list }: Summary, { say, n }: Page): Lines {
  if (list.length === 0) return [];
  const lines = list.map(({ act, code, n: count, first }) =>
    clipped(`  ${n(count)} × ${act}: ${say.troubleCodes[code] ?? code} (${first.instance}, ${date(first.at)})`),
  );
  return [say.troubles, ...lines];
}

function verdict({ verify: { ok, checks }, historyDigest }: Summary, { say, n, language }: Page): Lines {
  const lines = checks.flatMap((check) => [
    `  ${check.ok ? '✓' : '✗'} ${checkName(check.name, language)} (${check.n === 0 ? say.nothingChecked : n(check.n)})`,
    ...check.problems.map((problem) => `      ${problem}`),
  ]);
  return [ok ? say.verify.ok : say.verify.failed, ...lines, `${say.digest}: ${historyDigest}`];
}
