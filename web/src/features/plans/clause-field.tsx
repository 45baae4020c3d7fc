import { Autocomplete } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { said, useLanguage } from '../../lib/i18n';
import styles from './clause-field.module.css';
import { FieldNotes } from './field-note';
import type { FieldFinding, Vocabulary } from './get-plans';

type Props = {
  readonly value: string;
  readonly clauses: Vocabulary['clauses'];
  readonly findings: readonly FieldFinding[];
  readonly change: (clause: string) => void;
  readonly isReadOnly: boolean;
};

/** Which clause it follows from, and what that clause says: several are separated by commas. */
export function ClauseField({ value, clauses, findings, change, isReadOnly }: Props) {
  const { t } = useTranslation('plans');
  const [language] = useLanguage();
  const named = value.split(',').map((one) => one.trim());
  const read = clauses.filter(({ name }) => named.includes(name));
  return (
    <div style={{ flex: '1 1 240px', minWidth: 0 }}>
      <Autocomplete
        label={t('field.clause')}
        value={value}
        onChange={change}
        data={clauses.map(({ name }) => name)}
        // All are offered whatever is typed: a clause is found by its number, and there are few.
        filter={({ options }) => options}
        withAsterisk
        readOnly={isReadOnly}
      />
      <FieldNotes of={findings} />
      {read.map(({ name, label }) => (
        <figure key={name} className={styles['clause']}>
          <figcaption>{t('clauseSays', { clause: name })}</figcaption>
          <blockquote lang={language}>{said(label, language)}</blockquote>
        </figure>
      ))}
    </div>
  );
}
