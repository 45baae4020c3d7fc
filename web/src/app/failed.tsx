import { Anchor } from '@mantine/core';
import { IconMapQuestion } from '@tabler/icons-react';
import { type ErrorComponentProps, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '../ui/page-header';
import { ErrorState, Placeholder } from '../ui/states';
import styles from './failed.module.css';
import { paths } from './paths';

/** An address that leads nowhere. */
export function NotFound() {
  const { t } = useTranslation();
  return (
    <main className={styles['alone']}>
      <PageHeader title={t('nowhere')} />
      <Placeholder
        icon={IconMapQuestion}
        title={t('nowhereMore')}
        action={
          <Anchor component={Link} to={paths.home}>
            {t('home')}
          </Anchor>
        }
      />
    </main>
  );
}

/** A page that could not be shown; what was to be loaded for it is tried once more. */
export function PageFailed({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation();
  return (
    <>
      <PageHeader title={t('failed')} />
      <ErrorState error={error} retry={reset} />
    </>
  );
}

/** The same where not even the frame of the pages could be shown. */
export const AllFailed = (props: ErrorComponentProps) => (
  <main className={styles['alone']}>
    <PageFailed {...props} />
  </main>
);
