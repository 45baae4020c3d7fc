import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { momentText } from '../../lib/format';
import { EmptyState, ErrorState, LoadingState } from '../../ui/states';
import { FormFields } from './form-fields';
import styles from './forms.module.css';
import { type FormOf, type FormView, submissionQuery, submissionsQuery } from './get-form';

/** What was handed in last, to read. */
export function SubmissionView({ of, view }: { readonly of: FormOf; readonly view: FormView }) {
  const { t } = useTranslation('forms');
  const isThere = view.versions > 0;
  // What was put before whoever signs counts among the versions, and is not for everybody's eyes.
  const all = useQuery({ ...submissionsQuery(of), enabled: isThere });
  const version = all.data?.submissions.at(-1)?.version;
  const last = useQuery({ ...submissionQuery(of, version ?? 0), enabled: isThere && version !== undefined });
  const { data } = last;
  if (!isThere) return <EmptyState title={t('nothingHandedIn')} />;
  const failed = [all, last].find((asked) => asked.error && !asked.data);
  if (failed) return <ErrorState error={failed.error} retry={failed.refetch} />;
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
