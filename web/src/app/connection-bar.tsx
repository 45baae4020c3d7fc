import { IconCloudOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useConnected } from '../lib/connection';
import styles from './connection-bar.module.css';

/** The server does not answer: nothing is lost, what was sent is sent again when it does. */
export function ConnectionBar() {
  const { t } = useTranslation();
  const isConnected = useConnected();
  return (
    <div role="status" className="not-printed">
      {!isConnected && (
        <div className={styles['bar']}>
          <IconCloudOff size={18} aria-hidden />
          {t('offline')}
        </div>
      )}
    </div>
  );
}
