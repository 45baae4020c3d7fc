import { useTranslation } from 'react-i18next';
import styles from './brand.module.css';

/** The mark and the name of the product. */
export function Brand({ isSmall = false }: { readonly isSmall?: boolean }) {
  const { t } = useTranslation();
  return (
    <span className={styles['brand']}>
      <svg viewBox="0 0 32 32" width={isSmall ? 26 : 30} height={isSmall ? 26 : 30} aria-hidden focusable="false">
        <rect width="32" height="32" rx="8" fill="#0f625d" />
        <circle cx="16" cy="16" r="9" fill="none" stroke="#fff" strokeWidth="2.4" />
        <path
          d="M11.6 16.2l3.2 3.2 6-7"
          fill="none"
          stroke="#fff"
          strokeWidth="2.6"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
        <circle cx="24.4" cy="7.6" r="3.4" fill="#e0526a" />
      </svg>
      <span className={styles['name']}>{t('product')}</span>
    </span>
  );
}
