import { Checkbox, Group, TagsInput, TextInput } from '@mantine/core';
import { said, useLanguage } from '../../lib/i18n';
import { NumberField } from '../../ui/number-field';
import { FieldNotes } from './field-note';
import type { FieldFinding, Vocabulary, Written } from './get-plans';
import { type Path, saidOf } from './obligation-data';

type Word = Vocabulary['lifecycles'][number]['parameters'][number];
type Props = {
  readonly words: readonly Word[];
  readonly values: Written;
  readonly path: Path;
  readonly findings: readonly FieldFinding[];
  readonly change: (values: Written | undefined) => void;
  readonly isReadOnly: boolean;
};

/** What the lifecycle leaves to the obligation; what is not said is as the lifecycle has it. */
export function ParameterFields({ words, values, path, findings, change, isReadOnly }: Props) {
  const put = (name: string, value: unknown): void => {
    const { [name]: _, ...rest } = values;
    const next = value === undefined ? rest : { ...values, [name]: value };
    change(Object.keys(next).length > 0 ? next : undefined);
  };
  if (words.length === 0) return null;
  return (
    <Group align="start" gap="md">
      {words.map((word) => (
        <div key={word.name} style={{ flex: '1 1 200px', minWidth: 0, maxWidth: 320 }}>
          <ParameterField
            word={word}
            value={values[word.name]}
            put={(value) => put(word.name, value)}
            isReadOnly={isReadOnly}
          />
          <FieldNotes of={saidOf(findings, [...path, word.name])} />
        </div>
      ))}
    </Group>
  );
}

type OneProps = {
  readonly word: Word;
  readonly value: unknown;
  readonly put: (value: unknown) => void;
  readonly isReadOnly: boolean;
};
function ParameterField({ word, value, put, isReadOnly }: OneProps) {
  const [language] = useLanguage();
  const label = word.label ? said(word.label, language) : word.name;
  const usual = word.default;
  switch (word.type) {
    case 'boolean':
      return (
        <Checkbox
          label={label}
          checked={(value ?? usual) === true}
          onChange={(event) => put(event.currentTarget.checked)}
          disabled={isReadOnly}
          mt={28}
        />
      );
    case 'number':
    case 'workingDays':
      return (
        <NumberField
          label={label}
          value={typeof value === 'number' ? value : null}
          placeholder={String(usual)}
          onChange={(next) => put(next ?? undefined)}
          readOnly={isReadOnly}
        />
      );
    case 'tags':
      return (
        <TagsInput
          label={label}
          value={Array.isArray(value) ? value.map(String) : []}
          placeholder={Array.isArray(usual) ? usual.join(', ') : ''}
          onChange={(next) => put(next.length > 0 ? next : undefined)}
          readOnly={isReadOnly}
        />
      );
    default:
      return (
        <TextInput
          label={label}
          value={typeof value === 'string' ? value : ''}
          placeholder={typeof usual === 'string' ? usual : ''}
          onChange={(event) => put(event.currentTarget.value === '' ? undefined : event.currentTarget.value)}
          readOnly={isReadOnly}
        />
      );
  }
}
