import { Autocomplete, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { NumberField } from '../../ui/number-field';
import { objectAt, type Path, saidOf } from './obligation-data';
import { FieldNotes } from './field-note';
import type { FieldFinding } from './get-plans';

type Props = {
  readonly label: string;
  readonly value: unknown;
  readonly path: Path;
  readonly findings: readonly FieldFinding[];
  readonly anchors: readonly string[];
  readonly change: (value: unknown) => void;
  readonly isNeeded?: boolean;
  readonly isReadOnly: boolean;
};

/** A day as the plan writes it: a date of the year, or the name of a day, and so many days from there. */
export function DateField({ label, value, path, findings, anchors, change, isNeeded = false, isReadOnly }: Props) {
  const { t } = useTranslation('plans');
  const parts = objectAt(value);
  const from = typeof value === 'string' ? value : typeof parts['from'] === 'string' ? parts['from'] : '';
  const numberOf = (name: string): number | null => (typeof parts[name] === 'number' ? parts[name] : null);
  const put = (more: Readonly<Record<string, unknown>>): void => {
    const next: Record<string, unknown> = { ...parts, from, ...more };
    const kept = Object.entries(next).filter(([, item]) => item !== '' && item !== undefined && item !== 0);
    if (kept.length === 0) return change(undefined);
    const [first] = kept;
    change(kept.length === 1 && first?.[0] === 'from' ? first[1] : Object.fromEntries(kept));
  };
  const offset = (name: 'workingDays' | 'days') => (
    <NumberField
      label={t(`offset.${name}`)}
      value={numberOf(name)}
      onChange={(next) => put({ [name]: next ?? undefined })}
      allowDecimal={false}
      w={112}
      readOnly={isReadOnly}
    />
  );
  return (
    <div>
      <Group gap="xs" align="end" wrap="wrap">
        <Autocomplete
          label={label}
          value={from}
          onChange={(next) => put({ from: next })}
          data={[...anchors]}
          placeholder={t('dateShape')}
          required={isNeeded}
          withAsterisk={isNeeded}
          readOnly={isReadOnly}
          style={{ flex: '1 1 180px' }}
        />
        {offset('workingDays')}
        {offset('days')}
      </Group>
      <FieldNotes of={saidOf(findings, path)} />
    </div>
  );
}
