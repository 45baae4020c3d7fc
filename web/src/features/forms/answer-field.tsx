import { Checkbox, MultiSelect, Radio, Select, Textarea, TextInput, Group } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../lib/i18n';
import { DayField } from '../../ui/day-field';
import { NumberField } from '../../ui/number-field';
import type { AnswerProps } from './answer-props';
import { FileAnswer } from './file-answer';
import { elementOf, textOf } from './paths-in';

/** More options than this are chosen from a list that folds away. */
const MOST_SHOWN = 7;

/** One question of a form, by its kind. */
export function AnswerField(props: AnswerProps) {
  const { field, path, value, error, isNeeded, isLocked, name, change } = props;
  const { t } = useTranslation('forms');
  const [language] = useLanguage();
  const label = textOf(field.label, language);
  const common = {
    id: elementOf(path),
    error,
    readOnly: isLocked,
    ...(name === undefined
      ? { label, withAsterisk: isNeeded, description: field.help && textOf(field.help, language) }
      : { 'aria-label': name }),
  };
  const text = typeof value === 'string' ? value : '';
  switch (field.type) {
    case 'text':
      return field.long ? (
        <Textarea
          {...common}
          autosize
          minRows={name === undefined ? 4 : 1}
          value={text}
          onChange={(e) => change(e.currentTarget.value)}
        />
      ) : (
        <TextInput {...common} value={text} onChange={(e) => change(e.currentTarget.value)} />
      );
    case 'number':
      return (
        <NumberField
          {...common}
          value={typeof value === 'number' ? value : null}
          suffix={field.unit ? ` ${textOf(field.unit, language)}` : ''}
          decimalScale={field.decimals ?? 0}
          hideControls
          inputMode={field.decimals ? 'decimal' : 'numeric'}
          onChange={change}
        />
      );
    case 'date':
      return (
        <DayField {...common} value={text === '' ? null : text} clearable={!isNeeded && !isLocked} onChange={change} />
      );
    case 'yes-no':
      return (
        <Radio.Group
          {...common}
          value={typeof value === 'boolean' ? String(value) : ''}
          onChange={(chosen) => change(chosen === 'true')}
        >
          <Group gap="lg" mt={6}>
            <Radio value="true" label={t('yes')} disabled={isLocked} />
            <Radio value="false" label={t('no')} disabled={isLocked} />
          </Group>
        </Radio.Group>
      );
    case 'choice':
      return <Choice {...props} common={common} />;
    case 'file':
      return <FileAnswer {...props} field={field} label={name ?? label} />;
    default:
      return field satisfies never;
  }
}

type Common = { readonly id: string; readonly error: ReactNode; readonly readOnly: boolean };

function Choice({ field, value, isLocked, change, common }: AnswerProps & { readonly common: Common }) {
  const [language] = useLanguage();
  if (field.type !== 'choice') return null;
  const data = field.options.map(({ id, label }) => ({ value: id, label: textOf(label, language) }));
  const isShort = data.length <= MOST_SHOWN;
  const chosen = Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
  if (field.many)
    return isShort ? (
      <Checkbox.Group {...common} value={chosen} onChange={change}>
        <Group gap="xs" mt={6}>
          {data.map((one) => (
            <Checkbox key={one.value} {...one} disabled={isLocked} />
          ))}
        </Group>
      </Checkbox.Group>
    ) : (
      <MultiSelect {...common} data={data} searchable value={chosen} onChange={(ids) => change(ids)} />
    );
  return (
    <Select
      {...common}
      data={data}
      clearable={!isLocked}
      value={typeof value === 'string' ? value : null}
      onChange={change}
    />
  );
}
