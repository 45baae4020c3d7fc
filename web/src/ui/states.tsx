import { Button, Skeleton } from '@mantine/core';
import {
  type Icon,
  IconCircleOff,
  IconLock,
  IconFolderOpen,
  IconPlugConnectedX,
  IconRefresh,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { isProblem } from '../lib/problem';
import styles from './states.module.css';

type PlaceProps = {
  readonly icon: Icon;
  readonly title: ReactNode;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
  /** Told by a screen reader at once, because it came instead of what was expected. */
  readonly isAlert?: boolean;
};

/** What stands where there is nothing to show: a mark, a sentence, what one may do about it. */
export function Placeholder({ icon: Mark, title, children, action, isAlert = false }: PlaceProps) {
  return (
    <div className={styles['place']} role={isAlert ? 'alert' : undefined}>
      <Mark size={36} stroke={1.4} aria-hidden className={styles['mark']} />
      <p className={styles['title']}>{title}</p>
      {children !== undefined && <div className={styles['more']}>{children}</div>}
      {action}
    </div>
  );
}

/** There is nothing, and that is no mistake. */
export const EmptyState = ({ icon = IconFolderOpen, ...rest }: Omit<PlaceProps, 'icon'> & { readonly icon?: Icon }) => (
  <Placeholder icon={icon} {...rest} />
);

type ErrorProps = { readonly error: unknown; readonly retry?: () => unknown };

/** What went wrong, in the API's own words; refusals and missing things each have their own look. */
export function ErrorState({ error, retry }: ErrorProps) {
  const { t } = useTranslation();
  if (isProblem(error) && error.status === 403) return <NoPermission>{error.message}</NoPermission>;
  if (isProblem(error) && error.status === 404)
    return (
      <Placeholder isAlert icon={IconCircleOff} title={error.title}>
        {error.message}
      </Placeholder>
    );
  const again = retry && (
    <Button variant="default" leftSection={<IconRefresh size={16} aria-hidden />} onClick={() => void retry()}>
      {t('again')}
    </Button>
  );
  return (
    <Placeholder
      isAlert
      icon={IconPlugConnectedX}
      title={isProblem(error) && error.title ? error.title : t('failed')}
      action={again}
    >
      {isProblem(error) ? error.message : t('failedMore')}
      {isProblem(error) && error.facts.requestId !== undefined && (
        <p className={styles['request']}>{t('requestId', { id: error.facts.requestId })}</p>
      )}
    </Placeholder>
  );
}

/** It is there, perhaps, and not for whoever asks. */
export function NoPermission({ children }: { readonly children?: ReactNode }) {
  const { t } = useTranslation();
  return (
    <Placeholder isAlert icon={IconLock} title={t('notAllowed')}>
      {children ?? t('notAllowedMore')}
    </Placeholder>
  );
}

type LoadingProps = {
  readonly rows?: number;
  readonly height?: number;
  /** How what comes will stand, where it is no column: a class with its grid. */
  readonly places?: string | undefined;
};

/** While something is asked for: its rows, without words; said once to whoever listens. */
export function LoadingState({ rows = 4, height = 44, places }: LoadingProps) {
  const { t } = useTranslation();
  return (
    <div role="status">
      <span className="only-heard">{t('loading')}</span>
      <div className={places ?? styles['rows']} aria-hidden>
        {Array.from({ length: rows }, (_, index) => (
          <Skeleton key={index} height={height} radius="md" />
        ))}
      </div>
    </div>
  );
}
