import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths';
import { dateText, numberText } from '../../lib/format';
import { useLanguage } from '../../lib/i18n';
import type { Standing } from './get-standing';
import styles from './standing.module.css';
import { unitText } from './unit-text';

type Props = { readonly units: Standing['lateUnits']; readonly asOf?: string | undefined };

/** The units with most that is late, with a bar as long as their number: it is read without its colour. */
export function LateUnits({ units, asOf }: Props) {
  const { t } = useTranslation('standing');
  const [language] = useLanguage();
  if (units.length === 0) return <p className={styles['none']}>{t('noLate')}</p>;
  const most = Math.max(...units.map(({ late }) => late));
  return (
    <ol className={styles['bars']}>
      {units.map(({ plan, unit, late, since }) => (
        <li key={`${plan} ${unit.code}`}>
          <Link
            to={paths.standingItems}
            search={{ so: 'late', donVi: unit.code, ngay: asOf }}
            className={styles['barName'] ?? ''}
          >
            {unitText(unit, language)}
          </Link>
          <span className={`${styles['barCount']} numbers`}>{numberText(late, language)}</span>
          <span className={styles['track']} aria-hidden>
            <span className={styles['bar']} style={{ width: `${(100 * late) / most}%` }} />
          </span>
          <span className={styles['soft']}>{t('lateSince', { day: dateText(since) })}</span>
        </li>
      ))}
    </ol>
  );
}
