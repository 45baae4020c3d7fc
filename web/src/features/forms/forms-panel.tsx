import { IconFileCheck, IconFilePencil } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths';
import { momentText } from '../../lib/format';
import { said, useLanguage } from '../../lib/i18n';
import { ProblemNote } from '../../ui/problem-note';
import { ErrorState, LoadingState } from '../../ui/states';
import styles from './forms.module.css';
import { formsQuery, submissionsQuery } from './get-form';

/** The forms of a task: what is being written, and what was handed in, version by version. */
export function FormsPanel({ id }: { readonly id: number }) {
  const { t } = useTranslation('forms');
  const [language] = useLanguage();
  const { data, error, refetch } = useQuery(formsQuery(id));
  if (error && !data)
    return (
      <section className={styles['panel']} aria-labelledby="forms">
        <h2 id="forms">{t('forms')}</h2>
        <ErrorState error={error} retry={refetch} />
      </section>
    );
  if (!data) return <LoadingState rows={1} />;
  const forms = data.forms.filter(({ unit, versions }) => unit !== null || versions > 0);
  if (forms.length === 0) return null;
  return (
    <section className={styles['panel']} aria-labelledby="forms">
      <h2 id="forms">{t('forms')}</h2>
      {forms.map(({ name, label, unit, draft, versions }) => (
        <div key={name}>
          <p className={styles['line']}>
            <IconFilePencil size={18} stroke={1.6} aria-hidden />
            <span>
              <Link to={paths.form} params={{ id: String(id), form: name }}>
                {said(label, language)}
              </Link>
              {unit !== null && draft && (
                <span className={styles['help']}>
                  {t('draftBy', { who: draft.savedBy.displayName, at: momentText(draft.savedAt) })}
                </span>
              )}
            </span>
          </p>
          {versions > 0 && <Versions id={id} form={name} />}
        </div>
      ))}
    </section>
  );
}

function Versions({ id, form }: { readonly id: number; readonly form: string }) {
  const { t } = useTranslation('forms');
  const [language] = useLanguage();
  const { data, error, refetch } = useQuery(submissionsQuery({ id, form }));
  if (error && !data) return <ProblemNote error={error} retry={refetch} />;
  if (!data) return <LoadingState rows={1} height={24} />;
  return (
    <ul className={styles['versions']}>
      {data.submissions.map(({ version, sending, presented, at, by, eventLabel }) => (
        <li key={version}>
          <IconFileCheck size={17} stroke={1.6} aria-hidden />
          <span>
            {presented ? (
              t('presentedVersion', { version, event: said(eventLabel, language) })
            ) : (
              <Link to={paths.receipt} params={{ id: String(id), form, version: String(version) }}>
                {t('receiptOf', { n: sending })}
              </Link>
            )}
            <span className={styles['help']}>
              {momentText(at)} · {by.name ?? by.id}
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}
