import { Button, Group, Select, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { said, useLanguage } from '../../lib/i18n';
import { DayField } from '../../ui/day-field';
import { saveOver, useTypedOver } from '../../lib/typed-over';
import { Dialog } from '../../ui/dialog';
import { LeaveGuard } from '../../ui/leave-guard';
import { MeanwhileNote } from '../../ui/meanwhile-note';
import { ProblemNote } from '../../ui/problem-note';
import { toastDone } from '../../ui/toast';
import { type Unit, unitsQuery, type WrittenUnit, writeUnit } from './get-units';

type Props = {
  readonly of: { readonly plan: string; readonly version: number };
  readonly units: readonly Unit[];
  readonly unit: Unit | undefined;
  /** Of the draft, as its units were looked at. */
  readonly etag: string | undefined;
  readonly close: () => void;
};

/** A unit of a draft: what it is called, when it exists, who follows it. */
export function UnitDialog({ unit, close, ...rest }: Props) {
  const { t } = useTranslation('units');
  return (
    unit && (
      <Dialog close={close} title={t('edit', { code: unit.code })} size="lg" isFirm>
        <UnitForm key={unit.code} unit={unit} close={close} {...rest} />
      </Dialog>
    )
  );
}

function UnitForm({ of, units, unit, etag, close }: Props & { readonly unit: Unit }) {
  const { t } = useTranslation('units');
  const [language] = useLanguage();
  const client = useQueryClient();
  const latest = { value: unit, etag };
  const desk = useTypedOver(latest);
  const { value: now, change: setNow } = desk;
  const writing = useMutation({
    mutationFn: () =>
      saveOver({
        latest,
        opened: desk.opened,
        renew: async () => {
          const { units: all, etag: tag } = await client.fetchQuery({ ...unitsQuery(of), staleTime: 0 });
          const value = all.find(({ code }) => code === unit.code);
          return value && { value, etag: tag };
        },
        write: (tag) => writeUnit({ ...of, code: unit.code, etag: tag, unit: writtenOf(now) }),
      }),
    onSuccess: async ({ errors }) => {
      toastDone(t('saved', { count: errors }));
      await client.invalidateQueries({ queryKey: ['plans', of.plan] });
      close();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    writing.mutate();
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
        {desk.isMeanwhile ? <MeanwhileNote {...desk} /> : <ProblemNote error={writing.error} />}
        <LeaveGuard isUnsaved={desk.isUnsaved} />
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={writing.isPending} disabled={desk.isMeanwhile}>
            {t('save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function writtenOf({ name, short, kind, order, parent, from, to, successor, note }: Unit): WrittenUnit {
  const given = { short, parent, from, to, successor, note };
  return {
    name,
    kind,
    order,
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null && value !== '')),
  };
}
