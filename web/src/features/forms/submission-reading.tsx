import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { shown } from '../../../../src/core/form/condition';
import { given } from '../../../../src/core/form/form';
import { momentText } from '../../lib/format';
import { useLanguage } from '../../lib/i18n';
import { ErrorState, LoadingState } from '../../ui/states';
import { AnswerReading } from './answer-reading';
import { type FormOf, formQuery, submissionQuery } from './get-form';
import { textOf } from './paths-in';
import styles from './reading.module.css';

type Props = {
  readonly of: FormOf;
  readonly version: number;
  /** What stands below a field: whoever appraises it notes there what is to be mended. */
  readonly beside?: ((path: string, label: string) => ReactNode) | undefined;
};

/** What was handed in, to read: a document, with what is new since the version before. */
export function SubmissionReading({ of, version, beside }: Props) {
  const { t } = useTranslation('forms');
  const [language] = useLanguage();
  const asked = useQuery(formQuery(of));
  const said = useQuery(submissionQuery(of, version));
  const error = asked.error ?? said.error;
  if (error && (!asked.data || !said.data))
    return <ErrorState error={error} retry={() => Promise.all([asked.refetch(), said.refetch()])} />;
  if (!asked.data || !said.data) return <LoadingState rows={6} />;
  const { form } = asked.data;
  const { answers, differences, by, at } = said.data;
  const { isShown } = shown(form, answers);
  const isChanged = (id: string): boolean => differences.some(({ path }) => path === id || path.startsWith(`${id}.`));
  return (
    <article className={styles['document']}>
      <p className={styles['by']}>{t('versionBy', { version, who: by.name ?? by.id, at: momentText(at) })}</p>
      {form.sections.map(({ id, label, fields }) => {
        const asks = fields.filter((field) => isShown(field.id));
        return (
          asks.length > 0 && (
            <section key={id} id={`read-${id}`} className={styles['section']} aria-labelledby={`read-${id}-name`}>
              <h3 id={`read-${id}-name`}>{textOf(label, language)}</h3>
              {asks.map((field) => (
                <div key={field.id} className={styles['field']}>
                  <div className={styles['label']}>
                    {textOf(field.label, language)}
                    {isChanged(field.id) && <span className={styles['changed']}>{t('changedSince')}</span>}
                  </div>
                  <AnswerReading form={form} field={field} value={given(answers, field.id)} />
                  {beside?.(field.id, textOf(field.label, language))}
                </div>
              ))}
            </section>
          )
        );
      })}
    </article>
  );
}
