import { Button, Group, Modal, Select, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { said, useLanguage } from '../../lib/i18n';
import { DayField } from '../../ui/day-field';
import { ProblemNote } from '../../ui/problem-note';
import { toastDone } from '../../ui/toast';
import { type Unit, writeUnit } from './get-units';

type Props = {
  readonly of: { readonly plan: string; readonly version: number };
  readonly units: readonly Unit[];
  readonly unit: Unit | undefined;
  readonly close: () => void;
};

/** A unit of a draft: what it is called, when it exists, who follows it. */
export function UnitDialog({ unit, close, ...rest }: Props) {
  const { t } = useTranslation('units');
  return (
    <Modal opened={unit !== undefined} onClose={close} title={unit && t('edit', { code: unit.code })} size="lg">
      {unit && <UnitForm key={unit.code} unit={unit} close={close} {...rest} />}
    </Modal>
  );
}

function UnitForm({ of, units, unit, close }: Props & { readonly unit: Unit }) {
  const { t } = useTranslation('units');
  const [language] = useLanguage();
  const client = useQueryClient();
  const [now, setNow] = useState(unit);
  const writing = useMutation({
    mutationFn: writeUnit,
    onSuccess: async ({ errors }) => {
      toastDone(t('saved', { count: errors }));
      await client.invalidateQueries({ queryKey: ['plans', of.plan] });
      close();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const { name, short, kind, order, parent, from, to, successor, note } = now;
    const given = { short, parent, from, to, successor, note };
    writing.mutate({
      ...of,
      code: unit.code,
      unit: {
        name,
        kind,
        order,
        ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null && value !== '')),
      },
    });
  };
  const others = units
    .filter(({ code }) => code !== unit.code)
    .map(({ code, name }) => ({ value: code, label: said(name, language) }));
  const day = (field: 'from' | 'to') => (
    <DayField label={t(field)} value={now[field]} onChange={(next) => setNow({ ...now, [field]: next })} clearable />
  );
  const other = (field: 'parent' | 'successor') => (
    <Select
      label={t(field)}
      data={others}
      value={now[field]}
      onChange={(next) => setNow({ ...now, [field]: next })}
      clearable
      searchable
    />
  );
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <TextInput
          label={t('nameVi')}
          value={now.name.vi}
          onChange={(event) => setNow({ ...now, name: { ...now.name, vi: event.currentTarget.value } })}
          required
        />
        <TextInput
          label={t('nameEn')}
          value={now.name.en}
          onChange={(event) => setNow({ ...now, name: { ...now.name, en: event.currentTarget.value } })}
          required
        />
        <Group grow>
          {day('from')}
          {day('to')}
        </Group>
        {other('parent')}
        {other('successor')}
        <ProblemNote error={writing.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={writing.isPending}>
            {t('save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
