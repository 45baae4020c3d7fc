import { ActionIcon, Button, Checkbox, Slider } from '@mantine/core';
import {
  IconArrowRight,
  IconChevronLeft,
  IconChevronRight,
  IconCircleCheck,
  IconCircleOff,
  IconHourglassLow,
  IconPlus,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths';
import { dayNumber, dayOfNumber } from '../../lib/days';
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
  /** Of the version, as they were looked at. */
  readonly etag: string | undefined;
  readonly isDraft: boolean;
  /** The day of the house: what one looks at first. */
  readonly today: string;
};

/** Units as they are on a day: the slider goes through the days on which one comes or goes. */
export function UnitsInTime({ of, units, etag, isDraft, today }: Props) {
  const { t } = useTranslation('units');
  const [language] = useLanguage();
  const turns = units.flatMap(({ from, to }) => [from, to].flatMap((day) => (day === null ? [] : [day])));
  const known = [...turns, today].sort();
  const first = dayNumber(`${Number((known[0] ?? today).slice(0, 4))}-01-01`);
  const last = dayNumber(`${Number((known.at(-1) ?? today).slice(0, 4)) + 1}-12-31`);
  const [at, setAt] = useState(dayNumber(today));
  const [isAll, setIsAll] = useState(false);
  /** The code of a unit, or one that is not there yet. */
  const [chosen, setChosen] = useState<{ readonly code: string } | 'new'>();
  const day = dayOfNumber(at);
  const nameOf = (code: string): string => {
    const found = units.find((one) => one.code === code);
    return found ? ((language === 'vi' ? found.short : null) ?? said(found.name, language)) : code;
  };
  const standingOf = ({ from, to }: Unit): 'before' | 'now' | 'after' =>
    (from ?? '') > day ? 'before' : (to ?? '9999') < day ? 'after' : 'now';
  const rows = [...units].sort((a, b) => a.order - b.order).filter((unit) => isAll || standingOf(unit) === 'now');
  // A unit's last day is over the day after it: there the list is another one.
  const marks = [
    ...new Set(
      units.flatMap(({ from, to }) => [
        ...(from === null ? [] : [dayNumber(from)]),
        ...(to === null ? [] : [dayNumber(to) + 1]),
      ]),
    ),
  ].sort((a, b) => a - b);
  const before = marks.filter((mark) => mark < at).at(-1);
  const after = marks.find((mark) => mark > at);
  return (
    <>
      <div className={styles['slider']}>
        <p id="units-day">
          {t('onDay', { day: dateText(day), count: units.filter((unit) => standingOf(unit) === 'now').length })}
        </p>
        <div className={styles['track']}>
          <ActionIcon
            variant="default"
            size="lg"
            aria-label={t('turnBefore')}
            disabled={before === undefined}
            onClick={() => before !== undefined && setAt(before)}
          >
            <IconChevronLeft size={18} aria-hidden />
          </ActionIcon>
          <Slider
            min={first}
            max={last}
            value={at}
            onChange={setAt}
            label={(value) => dateText(dayOfNumber(value))}
            marks={marks.map((value) => ({ value }))}
            thumbLabel={t('day')}
            thumbValueText={(value) => dateText(dayOfNumber(value))}
            thumbSize={24}
          />
          <ActionIcon
            variant="default"
            size="lg"
            aria-label={t('turnAfter')}
            disabled={after === undefined}
            onClick={() => after !== undefined && setAt(after)}
          >
            <IconChevronRight size={18} aria-hidden />
          </ActionIcon>
        </div>
        <div className={styles['above']}>
          <Checkbox label={t('all')} checked={isAll} onChange={(event) => setIsAll(event.currentTarget.checked)} />
          {isDraft && (
            <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setChosen('new')}>
              {t('add')}
            </Button>
          )}
        </div>
        {!isDraft && (
          <span>
            {t('readOnly')}{' '}
            <Link to={paths.planVersion} params={{ plan: of.plan, version: String(of.version) }}>
              {t('toVersion')}
            </Link>
          </span>
        )}
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
          // Without those of other days each of them is there.
          ...(isAll
            ? [
                {
                  key: 'standing',
                  title: t('standing'),
                  cell: (unit: Unit) => {
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
              ]
            : []),
          {
            key: 'kind',
            title: t('kind'),
            cell: ({ kind }) => t(`kinds.${kind}` as 'kinds.department', { defaultValue: kind }),
            width: '230px',
          },
          {
            key: 'time',
            title: t('exists'),
            cell: ({ from, to }) =>
              from === null && to === null ? (
                t('always')
              ) : (
                <span className="numbers">{`${from === null ? '…' : dateText(from)} – ${to === null ? '…' : dateText(to)}`}</span>
              ),
            width: '200px',
          },
          {
            key: 'successor',
            title: t('successor'),
            cell: ({ code, to, successor, predecessors }) => (
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
                {to !== null && (
                  <Link className={styles['from'] ?? ''} to={paths.tasks} search={{ unit: code }}>
                    {t('openWork')}
                  </Link>
                )}
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
                      onClick={() => setChosen({ code: unit.code })}
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
      <UnitDialog
        of={of}
        units={units}
        unit={chosen === 'new' ? chosen : units.find(({ code }) => code === chosen?.code)}
        etag={etag}
        close={() => setChosen(undefined)}
      />
    </>
  );
}
