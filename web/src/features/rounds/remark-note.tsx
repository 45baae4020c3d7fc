import { Button, Textarea } from '@mantine/core';
import { IconMessagePlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './review.module.css';

type Props = { readonly label: string; readonly text: string; readonly change: (text: string) => void };

/** Below a field of the document: what its unit is to mend there. */
export function RemarkNote({ label, text, change }: Props) {
  const { t } = useTranslation('rounds');
  const [isOpen, setIsOpen] = useState(text !== '');
  if (!isOpen)
    return (
      <div className="not-printed">
        <Button
          variant="subtle"
          size="compact-xs"
          className={styles['note'] ?? ''}
          leftSection={<IconMessagePlus size={14} aria-hidden />}
          onClick={() => setIsOpen(true)}
        >
          {t('remark')}
          <span className="only-heard">{label}</span>
        </Button>
      </div>
    );
  return (
    <Textarea
      className={styles['remark'] ?? ''}
      label={t('remarkOn', { place: label })}
      autoFocus={text === ''}
      autosize
      minRows={2}
      maxLength={2000}
      value={text}
      onChange={(event) => change(event.currentTarget.value)}
      onBlur={() => text.trim() === '' && setIsOpen(false)}
    />
  );
}
