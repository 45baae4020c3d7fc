import { Button, Slider } from '@mantine/core';
import { IconArrowRight, IconCircleCheck, IconCircleOff, IconHourglassLow } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dateText } from '../../lib/format';
import { said, useLanguage } from '../../lib/i18n';
import { DataTable } from '../../ui/data-table';
import { StatusTag } from '../../ui/status-tag';
import type { Unit } from './get-units';
import { UnitDialog } from './unit-dialog';
import styles from './units-in-time.module.css';

type Props = {
  readonly of: { readonly plan: string; readonly version: number };
  readonly units: readonly Unit[];
  readonly isDraft: boolean;
};

const DAY = 86_400_000;
const serial = (day: string): number => Math.floor(Date.parse(`${day}T00:00:00Z`) / DAY);
const dayOf = (at: number): string => new Date(at * DAY).toISOString().slice(0, 10);

/** Units as they are on a day: the slider goes through the days on which one comes or goes. */
export function UnitsInTime({ of, units, isDraft }: Props) {
  const { t } = useTranslation('units');
  const [language] = useLanguage();
  const turns = [
    ...new Set(units.flatMap(({ from, to }) => [from, to].flatMap((day) => (day === null ? [] : [day])))),
  ].sort();
  const years = turns.length > 0 ? turns : ['2023-01-01', '2025-12-31'];
  const first = serial(`${Number((years[0] ?? '2023').slice(0, 4))}-01-01`);
  const last = serial(`${Number((years.at(-1) ?? '2025').slice(0, 4)) + 1}-12-31`);
  const [at, setAt] = useState(serial(turns.at(-1) ?? dayOf(first)) + 1);
  const [chosen, setChosen] = useState<Unit>();
  const day = dayOf(at);
  const nameOf = (code: string): string => {
    const found = units.find((one) => one.code === code);
    return found ? (found.short ?? said(found.name, language)) : code;
  };
  const standingOf = ({ from, to }: Unit): 'before' | 'now' | 'after' =>
    (from ?? '') > day ? 'before' : (to ?? '9999') < day ? 'after' : 'now';
  const rows = [...units].sort((a, b) => a.order - b.order);
  return (
    <>
      <div className={styles['slider']}>
        <p id="units-day">
          {t('onDay', { day: dateText(day), count: rows.filter((unit) => standingOf(unit) === 'now').length })}
        </p>
        <Slider
          min={first}
          max={last}
          value={at}
          onChange={setAt}
          label={(value) => dateText(dayOf(value))}
          marks={turns.map((turn) => ({ value: serial(turn) }))}
          thumbLabel={t('day')}
          thumbSize={24}
        />
      </div>
      <DataTable
        caption={t('title')}
        rows={rows}
        keyOf={({ code }) => code}
        empty={t('none')}
        columns={[
          {
            key: 'name',
            title: t('unit'),
            isRowHeader: true,
            cell: (unit) => (
              <span className={styles['name']} data-gone={standingOf(unit) !== 'now'}>
                {said(unit.name, language)}
              </span>
            ),
          },
          {
            key: 'standing',
            title: t('standing'),
            cell: (unit) => {
              const standing = standingOf(unit);
              const [tone, icon] = {
                before: ['info', IconHourglassLow],
                now: ['good', IconCircleCheck],
                after: ['calm', IconCircleOff],
              }[standing] as ['info' | 'good' | 'calm', typeof IconCircleOff];
              return (
                <StatusTag tone={tone} icon={icon}>
                  {t(`standings.${standing}`)}
                </StatusTag>
              );
            },
            width: '150px',
          },
          { key: 'kind', title: t('kind'), cell: ({ kind }) => kind, width: '140px' },
          {
            key: 'time',
            title: t('exists'),
            cell: ({ from, to }) => (
              <span className="numbers">{`${from === null ? '…' : dateText(from)} – ${to === null ? '…' : dateText(to)}`}</span>
            ),
            width: '200px',
          },
          {
            key: 'successor',
            title: t('successor'),
            cell: ({ successor, predecessors }) => (
              <>
                {successor !== null && (
                  <span>
                    <IconArrowRight size={14} aria-hidden /> {nameOf(successor)}
                  </span>
                )}
                {predecessors.length > 0 && (
                  <span className={styles['from']}>{t('follows', { names: predecessors.map(nameOf).join(', ') })}</span>
                )}
                {successor === null && predecessors.length === 0 && '–'}
              </>
            ),
          },
          ...(isDraft
            ? [
                {
                  key: 'edit',
                  title: t('act'),
                  cell: (unit: Unit) => (
                    <Button
                      size="xs"
                      variant="default"
                      onClick={() => setChosen(unit)}
                      aria-label={t('edit', { code: unit.code })}
                    >
                      {t('editShort')}
                    </Button>
                  ),
                  width: '90px',
                },
              ]
            : []),
        ]}
      />
      <UnitDialog of={of} units={units} unit={chosen} close={() => setChosen(undefined)} />
    </>
  );
}
