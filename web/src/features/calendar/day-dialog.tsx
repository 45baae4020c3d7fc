import { Button, Group, Select, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dateText, weekdayText } from '../../lib/format';
import { useLanguage } from '../../lib/i18n';
import { same } from '../../lib/typed-over';
import { DayField } from '../../ui/day-field';
import { Dialog } from '../../ui/dialog';
import { useUnsaved } from '../../ui/enclosing-dialog';
import type { CalendarDay, ListedDay } from './get-calendar';

type Props = {
  readonly day: CalendarDay | undefined;
  readonly close: () => void;
  /** Instead of what stands at these days. */
  readonly put: (dates: readonly string[], days: readonly ListedDay[]) => void;
};

/** What a day is: as its weekday says, off, or swapped with another day, always both of them at once. */
export function DayDialog({ day, close, put }: Props) {
  const [language] = useLanguage();
  return (
    day && (
      <Dialog close={close} title={`${weekdayText(day.date, language)} ${dateText(day.date)}`} isFirm>
        <DayForm key={day.date} day={day} close={close} put={put} />
      </Dialog>
    )
  );
}

const kinds = ['plain', 'holiday', 'in-lieu', 'swap'] as const;
const kindOf = ({ kind }: CalendarDay): (typeof kinds)[number] =>
  kind === 'holiday' || kind === 'in-lieu' ? kind : kind.startsWith('swapped') ? 'swap' : 'plain';

function DayForm({ day, close, put }: Props & { readonly day: CalendarDay }) {
  const { t } = useTranslation('calendar');
  const opened = {
    kind: kindOf(day),
    label: day.label ?? { vi: '', en: '' },
    source: day.source ?? '',
    pair: day.pair,
  };
  const [kind, setKind] = useState(opened.kind);
  const [label, setLabel] = useState(opened.label);
  const [source, setSource] = useState(opened.source);
  const [pair, setPair] = useState(opened.pair);
  useUnsaved(!same(opened, { kind, label, source, pair }));
  const isWeekend = [0, 6].includes(new Date(`${day.date}T00:00:00Z`).getUTCDay());
  const made = (date: string, as: ListedDay['kind'], other?: string): ListedDay => ({
    // Without a name it is called by what it is.
    ...{ date, kind: as, label: { vi: label.vi || t(`kind.${as}`), en: label.en || label.vi || t(`kind.${as}`) } },
    ...(source && { source }),
    ...(other !== undefined && { pair: other }),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    // A pair is both its days, and where it is taken apart neither stays.
    const gone = [day.date, ...(day.pair === null ? [] : [day.pair])];
    if (kind !== 'swap') put(gone, kind === 'plain' ? [] : [made(day.date, kind)]);
    else if (pair !== null) {
      const [here, there] = isWeekend
        ? (['swapped-work', 'swapped-off'] as const)
        : (['swapped-off', 'swapped-work'] as const);
      put([...gone, pair], [made(day.date, here, pair), made(pair, there, day.date)]);
    } else return;
    close();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Select
          label={t('is')}
          data={kinds
            .filter((one) => one !== 'in-lieu' || !isWeekend)
            .map((value) => ({ value, label: t(`choice.${value}`) }))}
          value={kind}
          onChange={(next) => next && setKind(next)}
          allowDeselect={false}
          data-autofocus
        />
        {kind === 'swap' && (
          <DayField
            label={t(isWeekend ? 'offInstead' : 'workedInstead')}
            value={pair}
            onChange={setPair}
            defaultDate={day.date}
            required
          />
        )}
        {kind !== 'plain' && (
          <>
            <TextInput
              label={t('labelVi')}
              value={label.vi}
              onChange={(event) => setLabel({ ...label, vi: event.currentTarget.value })}
            />
            <TextInput
              label={t('labelEn')}
              value={label.en}
              onChange={(event) => setLabel({ ...label, en: event.currentTarget.value })}
            />
            <TextInput
              label={t('source')}
              description={t('sourceHint')}
              value={source}
              onChange={(event) => setSource(event.currentTarget.value)}
            />
          </>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {t('cancel')}
          </Button>
          <Button type="submit">{t('set')}</Button>
        </Group>
      </Stack>
    </form>
  );
}
