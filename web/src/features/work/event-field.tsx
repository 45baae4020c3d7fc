import { Checkbox, MultiSelect, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { said, useLanguage } from '../../lib/i18n';
import { DayField } from '../../ui/day-field';
import { MomentField } from '../../ui/moment-field';
import { NumberField } from '../../ui/number-field';
import { DaySteps } from './day-steps';
import { type EventField as Field, unitsQuery } from './get-instance';

export type FieldValue = string | number | boolean | readonly string[] | null;

type Props = {
  readonly field: Field;
  readonly plan: string;
  /** The deadline as it stands: a later day may be counted from it. */
  readonly due?: string | undefined;
  readonly value: FieldValue;
  readonly error: string | undefined;
  readonly change: (value: FieldValue) => void;
};

/** One thing that an event carries, by its kind. */
export function EventField({ field, plan, due, value, error, change }: Props) {
  const { t } = useTranslation('work');
  const [language] = useLanguage();
  const label = field.label ? said(field.label, language) : t(`fields.${field.name}`, { defaultValue: field.name });
  const common = { label, required: !field.optional, error };
  const text = typeof value === 'string' ? value : '';
  switch (field.type) {
    case 'number':
      return <NumberField {...common} value={typeof value === 'number' ? value : null} onChange={change} />;
    case 'boolean':
      return (
        <Checkbox label={label} checked={value === true} onChange={(event) => change(event.currentTarget.checked)} />
      );
    case 'day':
      return (
        <>
          <DayField {...common} value={text === '' ? null : text} clearable={field.optional} onChange={change} />
          {due !== undefined && !field.optional && <DaySteps plan={plan} due={due} choose={change} />}
        </>
      );
    case 'instant':
      return <MomentField {...common} onChange={change} />;
    case 'choice':
      return (
        <Select
          {...common}
          data={(field.choices ?? []).map((value, at) => {
            const label = field.choiceLabels?.[at];
            return { value, label: label ? said(label, language) : value };
          })}
          value={text === '' ? null : text}
          clearable={field.optional}
          onChange={change}
        />
      );
    case 'unit':
    case 'units':
      return <UnitField {...common} plan={plan} value={value} isMany={field.type === 'units'} change={change} />;
    case 'identifier':
    case 'instance':
    case 'name':
      return <TextInput {...common} value={text} onChange={(event) => change(event.currentTarget.value)} />;
    default:
      return field.type satisfies never;
  }
}

type UnitProps = {
  readonly label: string;
  readonly required: boolean;
  readonly error: string | undefined;
  readonly plan: string;
  readonly value: FieldValue;
  readonly isMany: boolean;
  readonly change: (value: FieldValue) => void;
};

function UnitField({ plan, value, isMany, change, ...common }: UnitProps) {
  const [language] = useLanguage();
  const { data: units = [] } = useQuery(unitsQuery(plan));
  const data = units.map(({ code, name }) => ({ value: code, label: said(name, language) }));
  return isMany ? (
    <MultiSelect
      {...common}
      data={data}
      searchable
      value={typeof value === 'object' && value !== null ? [...value] : []}
      onChange={(codes) => change(codes)}
    />
  ) : (
    <Select {...common} data={data} searchable value={typeof value === 'string' ? value : null} onChange={change} />
  );
}
