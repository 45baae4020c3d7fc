import { Button, PasswordInput, Stack } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNote } from '../../ui/problem-note';

/** As the API has it: long enough, and nothing about its letters. */
const LEAST = 12;

type Props = {
  /** Whether the present one is asked for: not of somebody who comes by a link. */
  readonly asksCurrent: boolean;
  readonly verb: string;
  readonly isBusy: boolean;
  readonly error: unknown;
  readonly submit: (passwords: { readonly current: string; readonly next: string }) => void;
};

/** A new password, twice. */
export function NewPasswordForm({ asksCurrent, verb, isBusy, error, submit }: Props) {
  const { t } = useTranslation('session');
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const [isTried, setTried] = useState(false);
  const isShort = next.length < LEAST;
  const differs = next !== again;
  const send = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (!isShort && !differs) submit({ current, next });
  };
  const toggle = { 'aria-label': t('showPassword'), tabIndex: 0 };
  const common = { required: true, withAsterisk: false, size: 'md', visibilityToggleButtonProps: toggle } as const;
  return (
    <form onSubmit={send} noValidate>
      <Stack gap="md">
        {asksCurrent && (
          <PasswordInput
            {...common}
            label={t('currentPassword')}
            autoComplete="current-password"
            value={current}
            onChange={(event) => setCurrent(event.currentTarget.value)}
          />
        )}
        <PasswordInput
          {...common}
          label={t('newPassword')}
          description={t('newPasswordHint', { least: LEAST })}
          autoComplete="new-password"
          value={next}
          onChange={(event) => setNext(event.currentTarget.value)}
          error={isTried && isShort ? t('tooShort', { least: LEAST }) : undefined}
        />
        <PasswordInput
          {...common}
          label={t('newPasswordAgain')}
          autoComplete="new-password"
          value={again}
          onChange={(event) => setAgain(event.currentTarget.value)}
          error={isTried && !isShort && differs ? t('notTheSame') : undefined}
        />
        <ProblemNote error={error} />
        <Button type="submit" size="md" loading={isBusy}>
          {verb}
        </Button>
      </Stack>
    </form>
  );
}
