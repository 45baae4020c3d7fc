import { Accordion, Button, Group, MultiSelect, Select, Stack, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { said, useLanguage } from '../../lib/i18n';
import { DutyFields, type DutyProps } from './duty-fields';
import { FieldNotes } from './field-note';
import { objectAt, saidOf, textAt, valueAt } from './obligation-data';

/** The tasks that an occurrence opens: for which units, by which lifecycle. */
export function TaskFields(props: DutyProps) {
  const { written, at, findings, put, isReadOnly } = props;
  const { t } = useTranslation('plans');
  const [language] = useLanguage();
  const [id, setId] = useState('');
  const tasks = objectAt(valueAt(written, [...at, 'tasks']));
  const names = Object.keys(tasks);
  const add = (): void => {
    put([...at, 'tasks', id.trim()], {
      label: { vi: '', en: '' },
      clause: textAt(written, ['clause']),
      class: 'hard',
      lifecycle: '',
    });
    setId('');
  };
  const remove = (name: string): void => {
    const { [name]: _, ...rest } = tasks;
    put([...at, 'tasks'], Object.keys(rest).length > 0 ? rest : undefined);
  };
  return (
    <Stack gap="sm">
      {names.length > 0 && (
        <Accordion variant="separated" multiple order={2}>
          {names.map((name) => {
            const label = objectAt(objectAt(tasks[name])['label']);
            const text = said({ vi: textAt(label, ['vi']), en: textAt(label, ['en']) }, language);
            const wrong = saidOf(findings, [...at, 'tasks', name]).length;
            return (
              <Accordion.Item key={name} value={name}>
                <Accordion.Control>
                  {name} · {text}
                  {wrong > 0 && ` — ${t('findings', { count: wrong })}`}
                </Accordion.Control>
                <Accordion.Panel>
                  <Stack gap="md">
                    <UnitFields {...props} at={[...at, 'tasks', name]} />
                    <DutyFields {...props} at={[...at, 'tasks', name]} />
                    {!isReadOnly && (
                      <Button
                        variant="default"
                        leftSection={<IconTrash size={16} aria-hidden />}
                        onClick={() => remove(name)}
                        style={{ alignSelf: 'start' }}
                      >
                        {t('task.remove', { name })}
                      </Button>
                    )}
                  </Stack>
                </Accordion.Panel>
              </Accordion.Item>
            );
          })}
        </Accordion>
      )}
      <FieldNotes of={saidOf(findings, [...at, 'tasks']).filter(({ path }) => path.length === at.length + 1)} />
      {!isReadOnly && (
        <Group align="end" gap="xs">
          <TextInput
            label={t('task.id')}
            placeholder="R9"
            value={id}
            onChange={(event) => setId(event.currentTarget.value)}
            w={140}
          />
          <Button
            variant="default"
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={add}
            disabled={!/^[A-Za-z][A-Za-z0-9]*([.-][A-Za-z0-9]+)*$/.test(id.trim()) || id.trim() in tasks}
          >
            {t('task.add')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

function UnitFields({ written, at, words, findings, put, isReadOnly }: DutyProps) {
  const { t } = useTranslation('plans');
  const [language] = useLanguage();
  const units = objectAt(valueAt(written, [...at, 'units']));
  const listOf = (name: string): string[] => (Array.isArray(units[name]) ? units[name].map(String) : []);
  const set = (name: string, value: unknown): void => {
    const { [name]: _, ...rest } = units;
    const next = value === undefined ? rest : { ...units, [name]: value };
    put([...at, 'units'], Object.keys(next).length > 0 ? next : undefined);
  };
  const named = words.units.map(({ name, label }) => ({ value: name, label: said(label, language) }));
  const some = (name: 'units' | 'except') => (
    <MultiSelect
      label={t(`units.${name}`)}
      data={named}
      value={listOf(name)}
      onChange={(next) => set(name, next.length > 0 ? next : undefined)}
      searchable
      readOnly={isReadOnly}
    />
  );
  return (
    <Stack gap="sm">
      <Select
        label={t('units.group')}
        data={words.groups.map(({ name, label, units: count }) => ({
          value: name,
          label: t('units.inGroup', { label: said(label, language), count }),
        }))}
        value={typeof units['group'] === 'string' ? units['group'] : null}
        onChange={(next) => set('group', next ?? undefined)}
        clearable
        readOnly={isReadOnly}
      />
      <Group grow align="start">
        {some('units')}
        {some('except')}
      </Group>
      <FieldNotes of={saidOf(findings, [...at, 'units'])} />
    </Stack>
  );
}
