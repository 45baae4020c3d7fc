import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { momentText } from '../../lib/format';
import { said, useLanguage } from '../../lib/i18n';
import { TermText } from '../../ui/term-text';
import { TimelinessTag } from '../../ui/timeliness-tag';
import type { RoundRow } from './get-round';
import styles from './review.module.css';
import { StuckWith } from './round-table';
import type { Remarks } from './use-remarks';

export type Heading = { readonly id: string; readonly label: string; readonly fields: readonly string[] };
type Props = {
  readonly row: RoundRow;
  readonly headings: readonly Heading[];
  readonly remarks: Remarks;
};

/** What there is to check: in time or late, and heading by heading what was looked at and what was remarked. */
export function CheckSide({ row, headings, remarks }: Props) {
  const { t } = useTranslation('rounds');
  const [language] = useLanguage();
  const { timeliness, term, due, sentAt, handedIn } = row;
  return (
    <>
      <section className={styles['part']}>
        <h3>{t('standing')}</h3>
        <dl>
          {due !== null && (
            <div>
              <dt>{t('due')}</dt>
              <dd>
                <TimelinessTag tag={timeliness.tag} label={said(timeliness.label, language)} level={timeliness.level} />{' '}
                <TermText term={term} at={due} tag={timeliness.tag} isShort />
              </dd>
            </div>
          )}
          {sentAt !== null && (
            <div>
              <dt>{t('sentAt')}</dt>
              <dd className="numbers">{momentText(sentAt)}</dd>
            </div>
          )}
          {handedIn && handedIn.at !== sentAt && (
            <div>
              <dt>{t('lastSent')}</dt>
              <dd className="numbers">{momentText(handedIn.at)}</dd>
            </div>
          )}
          {(row.turn?.length ?? 0) > 0 && (
            <div>
              <dt>{t('stuckWith')}</dt>
              <dd>
                <StuckWith row={row} />
              </dd>
            </div>
          )}
        </dl>
      </section>
      {handedIn && headings.length > 0 && (
        <Headings key={`${row.id} ${handedIn.version}`} headings={headings} remarks={remarks} />
      )}
    </>
  );
}

type HeadingsProps = Pick<Props, 'headings' | 'remarks'>;

function Headings({ headings, remarks }: HeadingsProps) {
  const { t } = useTranslation('rounds');
  const [seen, setSeen] = useState<ReadonlySet<string>>(new Set());
  const toggle = (id: string): void =>
    setSeen((before) => new Set(before.has(id) ? [...before].filter((one) => one !== id) : [...before, id]));
  return (
    <section className={styles['part']}>
      <h3>{t('seen', { n: seen.size, count: headings.length })}</h3>
      <ul className={styles['list']}>
        {headings.map(({ id, label, fields }) => {
          const n = Object.keys(remarks).filter((path) => fields.includes(path.split('.')[0] ?? '')).length;
          return (
            <li key={id}>
              <Checkbox
                aria-label={t('seenHeading', { heading: label })}
                checked={seen.has(id)}
                onChange={() => toggle(id)}
                mt={2}
              />
              <button
                type="button"
                className={styles['jump']}
                onClick={() => document.getElementById(`read-${id}`)?.scrollIntoView({ block: 'start' })}
              >
                {label}
              </button>
              {n > 0 && <span className={styles['count']}>{t('remarks', { count: n })}</span>}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
