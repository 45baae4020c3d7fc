import { Button, Group, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DayField } from '../../ui/day-field';

type Props = { readonly today: string; readonly chosen: (day: string) => void };

/** A day ahead. */
export function DayChoice({ today, chosen }: Props) {
  const { t } = useTranslation('sandbox');
  const [day, setDay] = useState<string | null>(null);
  return (
    <Stack gap="sm">
      <DayField
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
