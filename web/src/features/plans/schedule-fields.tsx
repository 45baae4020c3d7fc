import { Group, MultiSelect, Select, Stack, TagsInput, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DayField } from '../../ui/day-field';
import { DateField } from './date-field';
import { FieldNotes } from './field-note';
import type { FieldFinding, Written } from './get-plans';
import { saidElsewhere, textAt } from './obligation-data';

type Props = {
  readonly schedule: Written;
  readonly findings: readonly FieldFinding[];
  readonly change: (schedule: Written) => void;
  readonly isReadOnly: boolean;
};
const kinds = ['quarter', 'half-year', 'year', 'once', 'rrule', 'request'] as const;
type Kind = (typeof kinds)[number];
const partsOf: Readonly<Record<string, readonly string[]>> = {
  quarter: ['Q1', 'Q2', 'Q3', 'Q4'],
  'half-year': ['H1', 'H2'],
};
const anchors = ['period.start', 'period.end', '01-02', '04-01', '07-01', '10-01'];

const kindOf = (schedule: Written): Kind => {
  if (schedule['on'] === 'request') return 'request';
  if ('once' in schedule) return 'once';
  if ('rrule' in schedule) return 'rrule';
  return kinds.find((kind) => kind === schedule['every']) ?? 'year';
};

function begun(kind: Kind, { opens, cutOff, closes }: Written): Written {
  const dates = { ...(cutOff !== undefined && { cutOff }), ...(closes !== undefined && { closes }) };
  if (kind === 'request') return { on: 'request' };
  if (kind === 'once') return { once: '', ...dates };
  if (kind === 'rrule') return { rrule: 'FREQ=MONTHLY;BYMONTHDAY=15', start: '', ...dates };
  return { every: kind, opens: opens ?? 'period.start', ...dates };
}

/** When its occurrences open. */
export function ScheduleFields({ schedule, findings, change, isReadOnly }: Props) {
  const { t } = useTranslation('plans');
  const kind = kindOf(schedule);
  const put = (name: string, value: unknown): void => {
    const { [name]: _, ...rest } = schedule;
    change(value === undefined || value === '' ? rest : { ...schedule, [name]: value });
  };
  const parts = partsOf[kind];
  const isPeriodic = parts !== undefined || kind === 'year';
  const text = (name: string, hint?: string) => (
    <TextInput
      label={t(`schedule.${name}`, { defaultValue: name })}
      description={hint}
      value={textAt(schedule, [name])}
      onChange={(event) => put(name, event.currentTarget.value)}
      readOnly={isReadOnly}
    />
  );
  const day = (name: 'once' | 'start') => (
    <DayField
      label={t(`schedule.${name}`)}
      value={textAt(schedule, [name]) || null}
      onChange={(next) => change({ ...schedule, [name]: next ?? '' })}
      readOnly={isReadOnly}
      withAsterisk
    />
  );
  const date = (name: 'opens' | 'cutOff' | 'closes', isNeeded = false) => (
    <DateField
      label={t(`schedule.${name}`)}
      value={schedule[name]}
      path={['schedule', name]}
      findings={findings}
      anchors={anchors}
      change={(value) => put(name, value)}
      isNeeded={isNeeded}
      isReadOnly={isReadOnly}
    />
  );
  return (
    <Stack gap="sm">
      <Group grow align="start">
        <Select
          label={t('schedule.kind')}
          data={kinds.map((value) => ({ value, label: t(`schedule.kinds.${value}`) }))}
          value={kind}
          onChange={(next) => next && change(begun(next, schedule))}
          allowDeselect={false}
          readOnly={isReadOnly}
        />
        {parts && (
          <MultiSelect
            label={t('schedule.only')}
            description={t('schedule.onlyHint')}
            data={parts.map((value) => ({ value, label: t(`schedule.parts.${value}` as 'schedule.parts.Q1') }))}
            value={Array.isArray(schedule['only']) ? schedule['only'].map(String) : []}
            onChange={(next) => put('only', next.length > 0 ? next : undefined)}
            readOnly={isReadOnly}
          />
        )}
        {kind === 'once' && day('once')}
        {kind === 'rrule' && day('start')}
      </Group>
      {kind === 'rrule' && text('rrule', t('schedule.rruleHint'))}
      {isPeriodic && date('opens', true)}
      {isPeriodic && (
        <TagsInput
          label={t('schedule.years')}
          description={t('schedule.yearsHint')}
          value={Array.isArray(schedule['years']) ? schedule['years'].map(String) : []}
          onChange={(next) => {
            const years = next.map(Number).filter((year) => Number.isInteger(year));
            put('years', years.length > 0 ? years : undefined);
          }}
          readOnly={isReadOnly}
        />
      )}
      {kind !== 'request' && date('cutOff')}
      {kind !== 'request' && date('closes')}
      <FieldNotes
        of={saidElsewhere(
          findings.filter(({ path }) => path[0] === 'schedule'),
          [
            ['schedule', 'opens'],
            ['schedule', 'cutOff'],
            ['schedule', 'closes'],
          ],
        )}
      />
    </Stack>
  );
}
