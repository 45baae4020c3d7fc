import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { momentText } from '../../lib/format';
import { EmptyState, ErrorState, LoadingState } from '../../ui/states';
import { FormFields } from './form-fields';
import styles from './forms.module.css';
import { type FormOf, type FormView, submissionQuery } from './get-form';

/** What was handed in last, to read. */
export function SubmissionView({ of, view }: { readonly of: FormOf; readonly view: FormView }) {
  const { t } = useTranslation('forms');
  const { data, error, refetch } = useQuery({ ...submissionQuery(of, view.versions), enabled: view.versions > 0 });
  if (view.versions === 0) return <EmptyState title={t('nothingHandedIn')} />;
  if (error && !data) return <ErrorState error={error} retry={refetch} />;
  if (!data) return <LoadingState rows={6} />;
  return (
    <div className={styles['body']}>
      <p className={styles['others']}>
        {t('versionBy', { version: data.version, who: data.by.name ?? data.by.id, at: momentText(data.at) })}
      </p>
      <FormFields
        form={view.form}
        against={view.against}
        instance={of.id}
        answers={data.answers}
        remarks={view.remarks}
        isLocked
        errorAt={() => undefined}
        change={() => undefined}
      />
    </div>
  );
}
