import { Button, Divider, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { said, useLanguage } from '../../lib/i18n';
import { isProblem } from '../../lib/problem';
import { ProblemNote } from '../../ui/problem-note';
import { CodeField } from './code-field';
import { waysQuery } from './get-ways';
import { signIn } from './sign-in';

type Props = {
  /** Whose session it was: nobody else signs in over their page. */
  readonly name?: string;
  /** Where the provider's own page sends the browser back to. */
  readonly returnTo: string;
  /** Whoever is signed in at the provider is asked once more. */
  readonly isAgain?: boolean;
  readonly done: () => void;
  /** The link to a new password. */
  readonly forgotten?: ReactNode;
};

/** Name and password, the code of an authenticator where the account has one; or the provider of accounts. */
export function SignInForm({ name, returnTo, isAgain = false, done, forgotten }: Props) {
  const { t } = useTranslation('session');
  const signing = useMutation({ mutationFn: signIn, onSuccess: done });
  const [needsCode, setNeedsCode] = useState(false);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const text = (field: string): string => {
      const value = given.get(field);
      return typeof value === 'string' ? value : '';
    };
    const code = text('code').replace(/\s/g, '');
    signing.mutate(
      { name: name ?? text('name').trim(), password: text('password'), ...(code && { code }) },
      { onError: (error) => isProblem(error, 'code-needed') && setNeedsCode(true) },
    );
  };
  return (
    <Stack gap="lg">
      <form onSubmit={submit}>
        <Stack gap="md">
          {name === undefined ? (
            <TextInput
              name="name"
              label={t('name')}
              autoComplete="username"
              autoCapitalize="none"
              spellCheck={false}
              required
              withAsterisk={false}
              size="md"
              data-autofocus
            />
          ) : (
            // For the keeper of passwords of the browser.
            <input type="hidden" name="name" value={name} autoComplete="username" />
          )}
          <PasswordInput
            name="password"
            label={t('password')}
            autoComplete="current-password"
            required
            withAsterisk={false}
            size="md"
            visibilityToggleButtonProps={{ 'aria-label': t('showPassword'), tabIndex: 0 }}
          />
          {needsCode && <CodeField />}
          <ProblemNote error={needsCode && isProblem(signing.error, 'code-needed') ? null : signing.error} />
          <Button type="submit" size="md" loading={signing.isPending}>
            {t('signIn')}
          </Button>
          {forgotten}
        </Stack>
      </form>
      <Elsewhere returnTo={returnTo} isAgain={isAgain} />
    </Stack>
  );
}

/** The button of the provider, where there is one. */
function Elsewhere({ returnTo, isAgain }: { readonly returnTo: string; readonly isAgain: boolean }) {
  const { t } = useTranslation('session');
  const [language] = useLanguage();
  const { data } = useQuery(waysQuery);
  if (!data?.oidc) return null;
  const query = new URLSearchParams({ returnTo, ...(isAgain && { again: 'true' }) });
  return (
    <Stack gap="md">
      <Divider label={t('or')} />
      <Button component="a" href={`${data.oidc.begin}?${query.toString()}`} variant="default" size="md">
        {said(data.oidc.label, language)}
      </Button>
      <Text size="sm" c="dimmed">
        {t('elsewhereMore')}
      </Text>
    </Stack>
  );
}
