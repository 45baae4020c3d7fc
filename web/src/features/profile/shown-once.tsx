import { Button, Code, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** A secret, shown this once. */
export function ShownOnce({ secret, done }: { readonly secret: string; readonly done: () => void }) {
  const { t } = useTranslation('profile');
  return (
    <>
      <Text size="sm">{t('tokenShown')}</Text>
      <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {secret}
      </Code>
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={() => void navigator.clipboard.writeText(secret)}>
          {t('copy')}
        </Button>
        <Button onClick={done}>{t('done')}</Button>
      </Group>
    </>
  );
}
