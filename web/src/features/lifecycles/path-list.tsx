import { useTranslation } from 'react-i18next';
import { momentText } from '../../lib/format';
import { said, useLanguage } from '../../lib/i18n';
import type { Chart, InstancePath } from './get-lifecycles';
import styles from './statechart.module.css';

/** The way of one instance, step by step. */
export function PathList({ chart, path }: { readonly chart: Chart; readonly path: InstancePath }) {
  const { t } = useTranslation('lifecycles');
  const [language] = useLanguage();
  const names = (ids: readonly string[]): string =>
    ids
      .filter((id) => !ids.some((other) => other.startsWith(`${id}.`)))
      .map((id) => {
        const found = chart.states.find((state) => state.id === id);
        return found ? said(found.label, language) : id;
      })
      .join(' · ');
  return (
    <ol className={styles['steps']}>
      {path.steps.map(({ seq, at, until, states }) => (
        <li key={seq}>
          <strong>{names(states)}</strong>
          <span className="numbers">
            {' '}
            {t(until === null ? 'since' : 'sinceUntil', {
              from: momentText(at),
              to: until === null ? '' : momentText(until),
            })}
          </span>
        </li>
      ))}
    </ol>
  );
}
