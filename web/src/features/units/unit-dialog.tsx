import { Button, Group, Select, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { said, useLanguage } from '../../lib/i18n';
import { DayField } from '../../ui/day-field';
import { saveOver, useTypedOver } from '../../lib/typed-over';
import { Dialog } from '../../ui/dialog';
import { LeaveGuard } from '../../ui/leave-guard';
import { MeanwhileNote } from '../../ui/meanwhile-note';
import { NumberField } from '../../ui/number-field';
import { ProblemNote } from '../../ui/problem-note';
import { toastDone } from '../../ui/toast';
import { type Unit, unitsQuery, type WrittenUnit, writeUnit } from './get-units';
import { OpenWork } from './open-work';
import { blankUnit, codeFrom, isCode } from './unit-code';

type Props = {
  readonly of: { readonly plan: string; readonly version: number };
  readonly units: readonly Unit[];
  /** `new`: one that the plan does not have yet. */
  readonly unit: Unit | 'new' | undefined;
  /** Of the draft, as its units were looked at. */
  readonly etag: string | undefined;
  readonly close: () => void;
};

/** A unit of a draft: what it is called, when it exists, who follows it. */
export function UnitDialog({ unit, close, ...rest }: Props) {
  const { t } = useTranslation('units');
  if (unit === undefined) return null;
  const title = unit === 'new' ? t('add') : t('edit', { code: unit.code });
  return (
    <Dialog close={close} title={title} size="lg" isFirm>
      <UnitForm close={close} {...rest} unit={unit} />
    </Dialog>
  );
}

function UnitForm({ of, units, unit: given, etag, close }: Props & { readonly unit: Unit | 'new' }) {
  const { t } = useTranslation('units');
  const [language] = useLanguage();
  const client = useQueryClient();
  const isNew = given === 'new';
  const [blank] = useState(() => blankUnit(units));
  const unit = isNew ? blank : given;
  const latest = { value: unit, etag };
  const desk = useTypedOver(latest);
  const { value: now, change: setNow } = desk;
  const code = isNew ? now.code || codeFrom(now.name.vi) : unit.code;
  const isTaken = isNew && units.some((one) => one.code === code);
  const writing = useMutation({
    mutationFn: () =>
      saveOver({
        latest,
        opened: desk.opened,
        renew: async () => {
          const { units: all, etag: tag } = await client.fetchQuery({ ...unitsQuery(of), staleTime: 0 });
          const found = all.find((one) => one.code === code);
          // Of a new one that nobody else has added meanwhile only the tag has moved.
          return isNew ? (found ? undefined : { value: desk.opened, etag: tag }) : found && { value: found, etag: tag };
        },
        write: (tag) => writeUnit({ ...of, code, etag: tag, unit: writtenOf(now) }),
      }),
    onSuccess: async ({ errors }) => {
      toastDone(errors > 0 ? t('saved', { count: errors }) : t('savedSound'));
      await client.invalidateQueries({ queryKey: ['plans', of.plan] });
      close();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    writing.mutate();
  };
  const others = units
    .filter((one) => one.code !== code)
    .map((one) => ({ value: one.code, label: said(one.name, language) }));
  const kinds = [...new Set([...units.map(({ kind }) => kind), now.kind])].filter(Boolean);
  const named = (field: 'vi' | 'en') => (
    <TextInput
      label={t(field === 'vi' ? 'nameVi' : 'nameEn')}
      value={now.name[field]}
      onChange={(event) => setNow({ ...now, name: { ...now.name, [field]: event.currentTarget.value } })}
      required
    />
  );
  const day = (field: 'from' | 'to') => (
    <DayField
      label={t(field)}
      description={t(`${field}Hint`)}
      value={now[field]}
      onChange={(next) => setNow({ ...now, [field]: next })}
      clearable
    />
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
        {named('vi')}
        {named('en')}
        {isNew && (
          <TextInput
            label={t('code')}
            description={t('codeHint')}
            value={code}
            onChange={(event) => setNow({ ...now, code: event.currentTarget.value })}
            error={isTaken ? t('codeTaken') : code !== '' && !isCode(code) ? t('codeWrong') : undefined}
            required
          />
        )}
        <Group grow align="start">
          <Select
            label={t('kind')}
            description={t('kindHint')}
            data={kinds.map((value) => ({
              value,
              label: t(`kinds.${value as 'department'}`, { defaultValue: value }),
            }))}
            value={now.kind || null}
            onChange={(next) => next && setNow({ ...now, kind: next })}
            allowDeselect={false}
            required
          />
          <NumberField
            label={t('order')}
            description={t('orderHint')}
            value={now.order}
            onChange={(next) => setNow({ ...now, order: next ?? 0 })}
            allowDecimal={false}
            required
          />
        </Group>
        <Group grow align="start">
          {day('from')}
          {day('to')}
        </Group>
        {other('parent')}
        {other('successor')}
        {!isNew && now.to !== null && <OpenWork plan={of.plan} unit={now} units={units} />}
        {desk.isMeanwhile ? <MeanwhileNote {...desk} /> : <ProblemNote error={writing.error} />}
        <LeaveGuard isUnsaved={desk.isUnsaved} />
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {t('cancel')}
          </Button>
          <Button
            type="submit"
            loading={writing.isPending}
            disabled={desk.isMeanwhile || isTaken || !isCode(code) || now.kind === ''}
          >
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
