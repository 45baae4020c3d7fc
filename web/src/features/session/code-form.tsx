import { Button, Stack } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNote } from '../../ui/problem-note';
import { CodeField } from './code-field';
import { giveCode } from './sign-in';

/** The code that is still owed after signing in at the provider. */
export function CodeForm({ done }: { readonly done: () => void }) {
  const { t } = useTranslation('session');
  const giving = useMutation({ mutationFn: giveCode, onSuccess: done });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const code = new FormData(event.currentTarget).get('code');
    giving.mutate(typeof code === 'string' ? code.replace(/\s/g, '') : '');
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <CodeField />
        <ProblemNote error={giving.error} />
        <Button type="submit" size="md" loading={giving.isPending}>
          {t('confirm')}
        </Button>
      </Stack>
    </form>
  );
}
