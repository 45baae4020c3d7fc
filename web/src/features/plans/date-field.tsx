import { Autocomplete, type AutocompleteProps, Group } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NumberField } from '../../ui/number-field';
import { objectAt, type Path, saidOf } from './obligation-data';
import styles from './date-field.module.css';
import { FieldNotes } from './field-note';
import type { FieldFinding } from './get-plans';
import { dayShown, dayWritten, isDayWritten } from './plan-day';

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

/** A day as offices write it: dd/MM of the year, or the name of a day from a list, and so many days from there. */
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
  const said = saidOf(findings, path);
  // The linter speaks of the plan's way to write a day, which nobody sees here.
  const inOurWords = ({ suggestion: _, problem: __, ...finding }: FieldFinding): FieldFinding => ({
    ...finding,
    message: t('dateWrong'),
  });
  return (
    <div>
      <Group gap="xs" align="end" wrap="wrap">
        <FromField
          label={label}
          from={from}
          anchors={anchors}
          change={(next) => put({ from: next })}
          isNeeded={isNeeded}
          isReadOnly={isReadOnly}
        />
        {offset('workingDays')}
        {offset('days')}
      </Group>
      <FieldNotes of={from === '' || isDayWritten(from) ? said : said.slice(0, 1).map(inOurWords)} />
    </div>
  );
}

type FromProps = Pick<Props, 'label' | 'anchors' | 'isReadOnly'> & {
  readonly from: string;
  readonly isNeeded: boolean;
  readonly change: (from: string) => void;
};
function FromField({ label, from, anchors, change, isNeeded, isReadOnly }: FromProps) {
  const { t } = useTranslation('plans');
  const words = useDayWords();
  // As it is typed, until one has left: "5/1" may become "5/12".
  const [typed, setTyped] = useState<string>();
  const codes = [...new Set([...anchors, ...(from !== '' && words(from) !== from ? [from] : [])])];
  const options = codes.map((code) => ({ value: code, label: words(code) }));
  const codeOf = (text: string): string =>
    options.find((one) => one.label.toLowerCase() === text.trim().toLowerCase())?.value ?? dayWritten(text);
  return (
    <Autocomplete
      label={label}
      value={typed ?? words(from)}
      onChange={(next) => {
        setTyped(next);
        change(codeOf(next));
      }}
      onBlur={() => setTyped(undefined)}
      onOptionSubmit={() => setTyped(undefined)}
      data={options}
      // The list is short: it is all there to choose from, whatever stands in the field.
      filter={all}
      renderOption={Choice}
      placeholder={t('dateShape')}
      required={isNeeded}
      withAsterisk={isNeeded}
      readOnly={isReadOnly}
      style={{ flex: '1 1 220px' }}
    />
  );
}

const all: NonNullable<AutocompleteProps['filter']> = ({ options }) => options;

/** The words, and small beside them what the plan writes. */
const Choice: NonNullable<AutocompleteProps['renderOption']> = ({ option }) => (
  <span className={styles['choice']}>
    {'label' in option ? String(option.label) : option.value} <small>{option.value}</small>
  </span>
);

const KNOWN = ['opened', 'cutOff', 'closes', 'period.start', 'period.end', 'parent.due', 'parent.deadline'] as const;
const SOURCE = /^source\.([\w-]+)\.(due|deadline)$/;

/** A day of the plan in words: 15/05, cuối kỳ; what has none is said as it is written. */
function useDayWords(): (written: string) => string {
  const { t } = useTranslation('plans');
  return (written) => {
    const known = KNOWN.find((one) => one === written);
    if (known) return t(`anchor.${known.replace('.', '-')}` as 'anchor.opened');
    const [, name, fact] = SOURCE.exec(written) ?? [];
    if (name !== undefined) return t(fact === 'due' ? 'anchor.source-due' : 'anchor.source-deadline', { name });
    return dayShown(written, t('yearWord')) ?? written;
  };
}
