import { IconFileOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { EmptyState, ErrorState, LoadingState } from '../../ui/states';
import { partsOf } from './cited';
import styles from './clauses.module.css';
import { clausesQuery } from './get-clauses';

/** A clause in the plan's own words: what is cited stands out of the section that it belongs to. */
export function ClauseWords({ plan, clause }: { readonly plan: string; readonly clause: string }) {
  const { t } = useTranslation('clauses');
  const { data, error, refetch } = useQuery(clausesQuery(plan));
  if (error && !data) return <ErrorState error={error} retry={refetch} />;
  if (!data) return <LoadingState rows={3} height={72} />;
  const parts = partsOf(clause, data.clauses);
  if (parts.length === 0)
    return (
      <EmptyState icon={IconFileOff} title={t('none')}>
        {t('noneMore', { number: data.number })}
      </EmptyState>
    );
  return (
    <div className={styles['words']} lang="vi">
      {parts.map(({ heading, clauses }) => (
        <section key={heading?.id ?? clauses[0]?.id}>
          {heading && (
            <h3>
              {heading.id}. {heading.title}
            </h3>
          )}
          {heading?.text && <p>{heading.text}</p>}
          {clauses.map(({ id, title, text, isCited }) => (
            <div key={id} className={styles['clause']} data-cited={isCited}>
              {title !== null && (
                <h4>
                  {id} {title}
                </h4>
              )}
              {text !== null && (isCited ? <mark>{text}</mark> : <p>{text}</p>)}
            </div>
          ))}
        </section>
      ))}
    </div>
  );
}
