import { Button, MultiSelect, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { dayOf, inOrder } from '../../lib/format';
import { said, useLanguage } from '../../lib/i18n';
import type { Language } from '../../lib/language';
import { DayField } from '../../ui/day-field';
import { DaySlider } from '../../ui/day-slider';
import { matrixQuery, type MatrixColumn } from './get-matrix';
import styles from './matrix.module.css';
import { daysOf, type Part, partOf, parts, type Span } from './period';

/** What of the matrix is shown. */
export type Shown = {
  readonly year: number;
  readonly part: Part;
  /** From day to day, instead of a part of a year. */
  readonly span: Span | undefined;
  readonly obligations: readonly string[];
  /** Undefined: now. */
  readonly asOf: string | undefined;
};
type Props = {
  readonly shown: Shown;
  /** The clock of the house. */
  readonly now: string;
  readonly change: (shown: Shown) => void;
};
const SPAN = 'span';
const choices = [...parts, SPAN] as const;
/** So many years back one may look. */
const YEARS = 5;

export function MatrixFilters({ shown, now, change }: Props) {
  const { t } = useTranslation('matrix');
  const [language] = useLanguage();
  const { year, part, span, obligations } = shown;
  // Of the whole period, so that what is not chosen can be chosen.
  const { data } = useQuery(matrixQuery(daysOf(shown), undefined, 1));
  const today = Number(dayOf(now).slice(0, 4));
  return (
    <div className={`${styles['filters']} not-printed`}>
      <Select
        label={t('year')}
        data={Array.from({ length: YEARS + 1 }, (_, back) => String(today + 1 - back))}
        value={String(year)}
        disabled={span !== undefined}
        allowDeselect={false}
        w={104}
        onChange={(chosen) => chosen && change({ ...shown, year: Number(chosen) })}
      />
      <Select
        label={t('part')}
        data={choices.map((value) => ({ value, label: t(`parts.${value}`) }))}
        value={span ? SPAN : part}
        allowDeselect={false}
        w={184}
        onChange={(chosen) =>
          chosen === SPAN
            ? change({ ...shown, span: daysOf(shown) })
            : chosen && change({ ...shown, part: partOf(chosen), span: undefined })
        }
      />
      {span && <SpanFields span={span} change={(next) => change({ ...shown, span: next })} />}
      <MultiSelect
        label={t('obligations')}
        data={obligationsOf(data?.columns ?? [], obligations, language)}
        value={[...obligations]}
        placeholder={obligations.length === 0 ? t('allObligations') : ''}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': t('remove') }}
        maw={420}
        miw={220}
        onChange={(chosen) => change({ ...shown, obligations: chosen })}
      />
      <AsOf shown={shown} now={now} change={change} />
    </div>
  );
}

type SpanProps = { readonly span: Span; readonly change: (span: Span) => void };

function SpanFields({ span: { from, to }, change }: SpanProps) {
  const { t } = useTranslation('matrix');
  return (
    <>
      <DayField
        label={t('from')}
        value={from}
        maxDate={to}
        w={140}
        onChange={(day) => day && change({ from: day, to })}
      />
      <DayField
        label={t('to')}
        value={to}
        minDate={from}
        w={140}
        onChange={(day) => day && change({ from, to: day })}
      />
    </>
  );
}

/** How it stood when a day was over: from the first of the year that is looked at. */
function AsOf({ shown, now, change }: Props) {
  const { t } = useTranslation('matrix');
  const today = dayOf(now);
  const { from } = daysOf(shown);
  const first = `${Math.min(Number(from.slice(0, 4)), Number(today.slice(0, 4)))}-01-01`;
  return (
    <div className={styles['slider']}>
      <span className={styles['sliderName']}>
        {t('asOf')}
        {shown.asOf === undefined && <span className={styles['soft']}> · {t('asOfNow')}</span>}
      </span>
      <DaySlider
        label={t('asOf')}
        from={first}
        to={today}
        day={shown.asOf ?? today}
        back={t('weekBack')}
        on={t('weekOn')}
        change={(day) => change({ ...shown, asOf: day >= today ? undefined : day })}
      />
      {shown.asOf !== undefined && (
        <Button variant="subtle" size="compact-sm" onClick={() => change({ ...shown, asOf: undefined })}>
          {t('now')}
        </Button>
      )}
    </div>
  );
}

function obligationsOf(columns: readonly MatrixColumn[], chosen: readonly string[], language: Language) {
  const named = new Map(chosen.map((name) => [name, name]));
  for (const { obligation, label } of columns) named.set(obligation, `${obligation} · ${said(label, language)}`);
  return [...named].map(([value, label]) => ({ value, label })).sort((a, b) => inOrder(a.value, b.value));
}
