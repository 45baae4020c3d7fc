import { dateText } from './format';
import { i18n } from './i18n';
import { saidOnce } from './said-once';

const ROMAN = ['I', 'II', 'III', 'IV'];

/** “I” of “quý I”, as offices write it; “1” of “Q1”. */
export const quarterText = (quarter: string): string =>
  (i18n.language === 'vi' ? ROMAN[Number(quarter) - 1] : undefined) ?? quarter;

/** What an obligation is called in one of its periods. */
export const inPeriod = (name: string, id: string): string => saidOnce(name, periodText(id));

/**
 * A period of the API as offices name it: `2023-Q1` is “quý I năm 2023”, `2023-H1` “6 tháng đầu năm 2023”. `once` has no
 * name of its own. `short`: where there is a column only.
 */
export function periodText(id: string, length: 'full' | 'short' = 'full'): string {
  const [, year, quarter, half, to, month] = /^(\d{4})(?:-(?:Q([1-4])|H([12])|(\d{4})|(\d\d)))?$/.exec(id) ?? [];
  const t = (kind: string, more = {}): string =>
    i18n.t(`periods.${length}.${kind}` as 'periods.full.year', { year, ...more });
  if (year === undefined) return id === 'once' ? t('once') : dateText(id);
  if (quarter !== undefined) return t('quarter', { quarter: quarterText(quarter) });
  if (half !== undefined) return t(half === '1' ? 'firstHalf' : 'secondHalf');
  if (month !== undefined) return t('month', { month: Number(month) });
  return to === undefined ? t('year') : t('years', { to });
}
