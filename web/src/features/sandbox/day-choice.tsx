import '@mantine/dates/styles.layer.css';
import { Button, Group, Stack } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import 'dayjs/locale/vi';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useLanguage } from '../../lib/i18n';

type Props = { readonly today: string; readonly chosen: (day: string) => void };

/** A day ahead. */
export function DayChoice({ today, chosen }: Props) {
  const { t } = useTranslation('sandbox');
  const [language] = useLanguage();
  const [day, setDay] = useState<string | null>(null);
  return (
    <Stack gap="sm">
      <DateInput
        valueFormat="DD/MM/YYYY"
        locale={language}
        firstDayOfWeek={1}
        label={t('steps.dateLabel')}
        value={day}
        onChange={setDay}
        minDate={today}
        defaultDate={today}
        popoverProps={{ withinPortal: false }}
      />
      <Group justify="flex-end">
        <Button size="xs" disabled={day === null || day <= today} onClick={() => day !== null && chosen(day)}>
          {t('steps.go')}
        </Button>
      </Group>
    </Stack>
  );
}
