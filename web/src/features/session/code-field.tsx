import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** The six digits of an authenticator; a phone offers its digits, and what came by itself. */
export function CodeField({ error }: { readonly error?: string | undefined }) {
  const { t } = useTranslation('session');
  return (
    <TextInput
      name="code"
      label={t('code')}
      description={t('codeHint')}
      inputMode="numeric"
      autoComplete="one-time-code"
      pattern="[0-9 ]{6,7}"
      maxLength={7}
      required
      withAsterisk={false}
      size="md"
      autoFocus
      error={error}
    />
  );
}
