import { IconMessageReport, IconPaperclip } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { papersOf } from './entry-words';
import styles from './work.module.css';

/** What came with it beside its words: remarks to places of the form, and scans of what came on paper. */
export function EntryPapers({ body }: { readonly body: unknown }) {
  const { t } = useTranslation('work');
  const { remarks, files } = papersOf(body);
  if (remarks.length === 0 && files.length === 0) return null;
  return (
    <ul className={styles['papers']}>
      {remarks.map((text, n) => (
        <li key={n}>
          <IconMessageReport size={16} stroke={1.7} aria-hidden />
          <span>
            <span className="only-heard">{t('remark')}</span> {text}
          </span>
        </li>
      ))}
      {files.map(({ id, name }) => (
        <li key={id}>
          <IconPaperclip size={16} stroke={1.7} aria-hidden />
          <a href={`/api/v1/files/${id}/content`} download>
            {name}
          </a>
        </li>
      ))}
    </ul>
  );
}
