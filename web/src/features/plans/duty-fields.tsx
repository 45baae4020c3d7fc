import { Fieldset, Group, Select, Stack, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { said, useLanguage } from '../../lib/i18n';
import { ClauseField } from './clause-field';
import { DeadlineFields } from './deadline-fields';
import { FieldNotes } from './field-note';
import type { FieldFinding, Vocabulary, Written } from './get-plans';
import { objectAt, type Path, saidOf, textAt, valueAt } from './obligation-data';
import { ParameterFields } from './parameter-fields';
import { TimingFields } from './timing-fields';

export type DutyProps = {
  readonly written: Written;
  /** Where in the obligation this duty stands: itself, or one of its groups of tasks. */
  readonly at: Path;
  readonly words: Vocabulary;
  readonly findings: readonly FieldFinding[];
  readonly put: (path: Path, value: unknown) => void;
  readonly isReadOnly: boolean;
  /** Between what it is and by when. */
  readonly middle?: ReactNode;
};
const ownAnchors = ['opened', 'cutOff', 'period.start', 'period.end'];
const taskAnchors = ['parent.due', 'parent.deadline', 'opened', 'period.end'];

/** What every duty says: what it is called, by which clause, by which lifecycle, by when, and whom it reminds. */
export function DutyFields({ written, at, words, findings, put, isReadOnly, middle }: DutyProps) {
  const { t } = useTranslation('plans');
  const [language] = useLanguage();
  const text = (name: string, label: string, isNeeded = true) => {
    const path = [...at, ...name.split('/')];
    return (
      <div style={{ flex: '1 1 240px', minWidth: 0 }}>
        <TextInput
          label={label}
          value={textAt(written, path)}
          onChange={(event) => put(path, event.currentTarget.value)}
          withAsterisk={isNeeded}
          readOnly={isReadOnly}
        />
        <FieldNotes of={saidOf(findings, path)} />
      </div>
    );
  };
  const lifecycle = words.lifecycles.find(({ name }) => name === valueAt(written, [...at, 'lifecycle']));
  return (
    <Stack gap="md">
      <Group align="start" gap="md">
        {text('label/vi', t('field.labelVi'))}
        {text('label/en', t('field.labelEn'))}
      </Group>
      <Group align="start" gap="md">
        <ClauseField
          value={textAt(written, [...at, 'clause'])}
          clauses={words.clauses}
          findings={saidOf(findings, [...at, 'clause'])}
          change={(clause) => put([...at, 'clause'], clause)}
          isReadOnly={isReadOnly}
        />
        <div style={{ flex: '1 1 200px', minWidth: 0 }}>
          <Select
            label={t('field.class')}
            data={words.classes.map((value) => ({ value, label: t(`class.${value}`, { defaultValue: value }) }))}
            value={textAt(written, [...at, 'class'])}
            onChange={(next) => next && put([...at, 'class'], next)}
            allowDeselect={false}
            readOnly={isReadOnly}
          />
          <FieldNotes of={saidOf(findings, [...at, 'class'])} />
        </div>
      </Group>
      <div>
        <Select
          label={t('field.lifecycle')}
          description={lifecycle?.description ? said(lifecycle.description, language) : undefined}
          data={words.lifecycles.map(({ name, label }) => ({ value: name, label: said(label, language) }))}
          value={textAt(written, [...at, 'lifecycle']) || null}
          onChange={(next) => next && put([...at, 'lifecycle'], next)}
          searchable
          withAsterisk
          readOnly={isReadOnly}
        />
        <FieldNotes of={saidOf(findings, [...at, 'lifecycle'])} />
      </div>
      <ParameterFields
        words={lifecycle?.parameters ?? []}
        values={objectAt(valueAt(written, [...at, 'parameters']))}
        path={[...at, 'parameters']}
        findings={findings}
        change={(values) => put([...at, 'parameters'], values)}
        isReadOnly={isReadOnly}
      />
      <FormFields written={written} at={at} words={words} findings={findings} put={put} isReadOnly={isReadOnly} />
      {middle}
      <Fieldset legend={t('deadline.title')}>
        <DeadlineFields
          deadline={
            valueAt(written, [...at, 'deadline']) === undefined
              ? undefined
              : objectAt(valueAt(written, [...at, 'deadline']))
          }
          path={[...at, 'deadline']}
          findings={findings}
          anchors={at.length > 0 ? taskAnchors : ownAnchors}
          change={(deadline) => put([...at, 'deadline'], deadline)}
          isReadOnly={isReadOnly}
        />
      </Fieldset>
      <Fieldset legend={t('timing.title')}>
        <TimingFields
          timing={valueAt(written, [...at, 'timing'])}
          path={[...at, 'timing']}
          words={words}
          findings={findings}
          change={(timing) => put([...at, 'timing'], timing)}
          isReadOnly={isReadOnly}
        />
      </Fieldset>
    </Stack>
  );
}

/** Which form is filled in at which step, where the lifecycle has steps with one. */
function FormFields({ written, at, words, findings, put, isReadOnly }: DutyProps) {
  const { t } = useTranslation('plans');
  const [language] = useLanguage();
  const lifecycle = words.lifecycles.find(({ name }) => name === valueAt(written, [...at, 'lifecycle']));
  const steps = lifecycle?.events.filter(({ form }) => form !== null) ?? [];
  if (steps.length === 0 || words.forms.length === 0) return null;
  return (
    <Group align="start" gap="md">
      {[...new Map(steps.map((step) => [step.form ?? '', step])).entries()].map(([form, step]) => (
        <div key={form} style={{ flex: '1 1 240px', minWidth: 0 }}>
          <Select
            label={t('field.form', { step: said(step.label, language) })}
            data={words.formNames.map(({ name, label }) => ({ value: name, label: said(label, language) }))}
            searchable
            value={textAt(written, [...at, 'forms', form]) || null}
            onChange={(next) => put([...at, 'forms', form], next ?? undefined)}
            clearable
            readOnly={isReadOnly}
          />
          <FieldNotes of={saidOf(findings, [...at, 'forms', form])} />
        </div>
      ))}
    </Group>
  );
}
