import { useTranslation } from 'react-i18next';
import { spanText } from '../../lib/format';
import { said, useLanguage } from '../../lib/i18n';
import type { Chart, InstancePath, Standing } from './get-lifecycles';
import styles from './statechart.module.css';

type Props = {
  readonly chart: Chart;
  readonly standing?: Standing | undefined;
  readonly path?: InstancePath | undefined;
};

/** The same in words: for whoever does not see the drawing, and whoever wants each condition. */
export function StateList({ chart, standing, path }: Props) {
  const { t } = useTranslation('lifecycles');
  const [language] = useLanguage();
  const nameOf = (id: string): string => {
    const found = chart.states.find((state) => state.id === id);
    return found ? said(found.label, language) : id;
  };
  const since = (at: string): string => spanText(Date.parse(standing?.at ?? at) - Date.parse(at), language);
  return (
    <ol className={styles['list']}>
      {chart.states.map((state) => {
        const there = standing?.states.find((one) => one.state === state.id);
        const leaves = chart.edges.filter(({ from }) => from === state.id);
        const isNow = path?.now.includes(state.id) === true;
        return (
          <li key={state.id}>
            <h2>
              {said(state.label, language)}
              {state.parent !== null && (
                <span className={styles['of']}> · {t('within', { name: nameOf(state.parent) })}</span>
              )}
              {state.kind !== 'state' && <span className={styles['of']}> · {t(`kind.${state.kind}`)}</span>}
              {isNow && <strong> · {t('nowHere')}</strong>}
            </h2>
            {there && standing && (
              <p className={styles['there']}>
                {t('standing', { count: there.count })} · {t('oldest', { span: since(there.oldest) })} ·{' '}
                {t('median', { span: since(there.median) })}
              </p>
            )}
            <ul>
              {leaves.map((edge, n) => (
                <li key={`${edge.name} ${edge.to} ${n}`}>
                  {said(edge.label, language)}
                  {!edge.isInternal && <> → {nameOf(edge.to)}</>}
                  {edge.by.length > 0 && (
                    <span className={styles['of']}>
                      {' '}
                      · {edge.by.map((role) => t(`roles.${role.replace('.', '-')}`, { defaultValue: role })).join(', ')}
                    </span>
                  )}
                  {edge.condition !== null && (
                    <span className={styles['of']}> · {t('if', { what: said(edge.condition, language) })}</span>
                  )}
                </li>
              ))}
            </ul>
          </li>
        );
      })}
    </ol>
  );
}
