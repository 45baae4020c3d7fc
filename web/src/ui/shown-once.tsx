import { Button, Code, Group, Text } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

type Props = {
  /** That it is seen only now, and what to do with it. */
  readonly lead: string;
  readonly secret: string;
  readonly done: () => void;
};

/** A secret, shown this once. */
export function ShownOnce({ lead, secret, done }: Props) {
  const { t } = useTranslation();
  const [isCopied, setIsCopied] = useState(false);
  const Mark = isCopied ? IconCheck : IconCopy;
  return (
    <>
      <Text size="sm">{lead}</Text>
      <Code block fz="md" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {secret}
      </Code>
      <Group justify="flex-end" gap="sm">
        <Button
          variant="default"
          leftSection={<Mark size={16} aria-hidden />}
          onClick={() => void navigator.clipboard.writeText(secret).then(() => setIsCopied(true))}
        >
          {t(isCopied ? 'copied' : 'copy')}
        </Button>
        <Button onClick={done}>{t('done')}</Button>
      </Group>
    </>
  );
}
