import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths';
import { dateText } from '../../lib/format';
import { said, useLanguage } from '../../lib/i18n';
import { periodText } from '../../lib/period';
import { TimelinessMark } from '../../ui/timeliness-tag';
import { barWords } from './bar-words';
import type { Bar, Obligation, Section, Year } from './get-year';
import { placeIn, spanOf } from './place';
import styles from './year.module.css';

type Props = { readonly year: Year; readonly now: string };
/** A bar of so many percent of the year has room for the name of its period. */
const NAMED = 13;
/** From here on there is no room for it behind a bar. */
const LATE = 85;
const months = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] as const;

/** The year as bars, section by section, from opening to deadline; each leads to its round. */
export function YearGantt({ year, now }: Props) {
  const { t } = useTranslation('year');
  return (
    <div className={styles['frame']} tabIndex={0} role="region" aria-label={t('title')}>
      <div className={styles['gantt']}>
        <div className={`${styles['row']} ${styles['months']}`} aria-hidden>
          <span />
          <span className={styles['scale']}>
            {months.map((month) => (
              <span key={month}>{t(`months.${month}`)}</span>
            ))}
          </span>
        </div>
        {year.sections.map((section) => (
          <SectionRows key={`${section.plan} ${section.section}`} section={section} year={year.year} now={now} />
        ))}
      </div>
      <Legend year={year} />
    </div>
  );
}

/** What the signs in the bars say. */
function Legend({ year }: { readonly year: Year }) {
  const { t } = useTranslation('year');
  const [language] = useLanguage();
  const bars = year.sections.flatMap(({ obligations }) => obligations.flatMap((one) => one.bars));
  const named = new Map(bars.map(({ timeliness: { tag, label } }) => [tag, said(label, language)]));
  return (
    <ul className={styles['legend']} aria-label={t('legend')}>
      {[...named].map(([tag, label]) => (
        <li key={tag} data-tag={tag}>
          <TimelinessMark tag={tag} size={16} />
          {label}
        </li>
      ))}
    </ul>
  );
}

type SectionProps = { readonly section: Section; readonly year: number; readonly now: string };

function SectionRows({ section: { section, obligations }, year, now }: SectionProps) {
  const { t } = useTranslation('year');
  return (
    <section aria-label={t('section', { section })}>
      <h2 className={styles['section']}>{t('section', { section })}</h2>
      <ul className={styles['rows']}>
        {obligations.map((one) => (
          <ObligationRow key={`${one.plan} ${one.obligation}`} obligation={one} year={year} now={now} />
        ))}
      </ul>
    </section>
  );
}

type RowProps = { readonly obligation: Obligation; readonly year: number; readonly now: string };

function ObligationRow({ obligation: { label, bars, opensNext }, year, now }: RowProps) {
  const { t } = useTranslation('year');
  const [language] = useLanguage();
  return (
    <li className={styles['row']}>
      <span className={styles['name']}>{said(label, language)}</span>
      <span className={styles['track']}>
        <Today year={year} now={now} />
        {bars.map((bar) => (
          <BarLink key={bar.id} bar={bar} year={year} now={now} />
        ))}
        {opensNext !== null && (
          <span
            className={styles['next']}
            style={{ insetInlineStart: `${Math.min(97, placeIn(year, opensNext))}%` }}
            title={t('opensNext', { day: dateText(opensNext) })}
          >
            <span className="only-heard">{t('opensNext', { day: dateText(opensNext) })}</span>
          </span>
        )}
      </span>
    </li>
  );
}

function BarLink({ bar, year, now }: { readonly bar: Bar; readonly year: number; readonly now: string }) {
  const { t } = useTranslation('year');
  const [language] = useLanguage();
  const { start, width } = spanOf(year, bar.opened, bar.closed ?? bar.due ?? now);
  const words = barWords(bar, t, language);
  // What is too short for its name has it beside: after it, or before it at the end of the year.
  const beside = width >= NAMED ? undefined : start + width > LATE ? 'before' : 'after';
  return (
    <Link
      to={paths.task}
      params={{ id: String(bar.id) }}
      className={styles['bar'] ?? ''}
      data-tag={bar.timeliness.tag}
      data-name={beside}
      style={{ insetInlineStart: `${start}%`, width: `${width}%` }}
      title={`${periodText(bar.period)} · ${words}`}
    >
      <span className={styles['period']}>
        <TimelinessMark tag={bar.timeliness.tag} size={13} />
        {periodText(bar.period, 'short')}
      </span>
      <span className="only-heard">{words}</span>
    </Link>
  );
}

/** Where the year stands. */
function Today({ year, now }: { readonly year: number; readonly now: string }): ReactNode {
  const place = placeIn(year, now);
  return place > 0 && place < 100 && <span className={styles['today']} style={{ insetInlineStart: `${place}%` }} />;
}
