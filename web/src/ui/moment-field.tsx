import { Group, Input } from '@mantine/core';
import { TimePicker } from '@mantine/dates';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dayOf, timeText } from '../lib/format';
import { DayField } from './day-field';

type Props = {
  readonly label: string;
  readonly description?: string;
  readonly required?: boolean;
  readonly error?: string | undefined;
  /** What has happened was not later than this. */
  readonly latest?: string;
  /** 2023-06-05 08:30:00, the time of the house whatever the browser's zone; null: none, or not whole. */
  readonly onChange: (moment: string | null) => void;
};

/** A day and a time of it, typed or chosen; a day without its time is no moment yet. */
export function MomentField({ label, description, required = false, error, latest, onChange }: Props) {
  const { t } = useTranslation();
  const [day, setDay] = useState<string | null>(null);
  const [time, setTime] = useState('');
  const isLater = (moment: string): boolean =>
    latest !== undefined && moment > `${dayOf(latest)} ${timeText(latest)}:59`;
  const momentOf = (on: string | null, at: string): string | null =>
    on === null || at === '' ? null : `${on} ${at.slice(0, 5)}:00`;
  const change = (on: string | null, at: string): void => {
    setDay(on);
    setTime(at);
    const moment = momentOf(on, at);
    onChange(moment === null || isLater(moment) ? null : moment);
  };
  const moment = momentOf(day, time);
  const isNeeded = required || day !== null;
  return (
    <Input.Wrapper
      label={label}
      labelElement="div"
      withAsterisk={required}
      description={description}
      error={moment !== null && isLater(moment) ? t('moment.later') : error}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
    >
      <Group role="group" aria-label={label} gap="xs" wrap="nowrap" align="start">
        <DayField
          aria-label={t('moment.day')}
          required={required}
          clearable={!required}
          maxDate={latest === undefined ? undefined : dayOf(latest)}
          value={day}
          onChange={(on) => change(on, time)}
          style={{ flex: 1 }}
        />
        <TimePicker
          hoursInputLabel={t('moment.hour')}
          minutesInputLabel={t('moment.minute')}
          hoursInputProps={{ required: isNeeded }}
          minutesInputProps={{ required: isNeeded }}
          value={time}
          onChange={(at) => change(day, at)}
          style={{ width: 110 }}
        />
      </Group>
    </Input.Wrapper>
  );
}
