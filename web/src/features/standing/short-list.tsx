import { Link } from '@tanstack/react-router';
import { paths } from '../../app/paths';
import { said, useLanguage } from '../../lib/i18n';
import { inPeriod } from '../../lib/period';
import { TermText } from '../../ui/term-text';
import type { Item } from './get-standing';
import styles from './standing.module.css';
import { unitText } from './unit-text';

type Props = { readonly label: string; readonly items: readonly Item[]; readonly empty: string };

/** Work that is told of in two lines each: what and whose, and by when. */
export function ShortList({ label, items, empty }: Props) {
  const [language] = useLanguage();
  if (items.length === 0) return <p className={styles['none']}>{empty}</p>;
  return (
    <ul className={styles['short']} aria-label={label}>
      {items.map(({ id, label: name, period, unit, term, due, timeliness, stageLabel }) => (
        <li key={id}>
          <span className={styles['what']}>
            <Link to={paths.task} params={{ id: String(id) }}>
              {inPeriod(said(name, language), period)}
            </Link>
            <span className={styles['soft']}>
              {unitText(unit, language)} · {said(stageLabel, language)}
            </span>
          </span>
          <TermText term={term} at={due} tag={timeliness.tag} isShort />
        </li>
      ))}
    </ul>
  );
}
