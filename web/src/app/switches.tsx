import { ActionIcon, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { IconMoon, IconSun } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../lib/i18n';

/** The language and the light of the page. */
export const Switches = () => (
  <>
    <LanguageSwitch />
    <SchemeSwitch />
  </>
);

/** Says the language that it leads to, in that language. */
function LanguageSwitch() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [language, change] = useLanguage();
  const other = language === 'vi' ? 'en' : 'vi';
  const switchOver = async (): Promise<void> => {
    await change(other);
    // What the API has said in the one language is asked for in the other.
    await client.invalidateQueries();
  };
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size={36}
      aria-label={`${other.toUpperCase()} · ${t(`languages.${other}`)}`}
      title={t(`languages.${other}`)}
      lang={other}
      onClick={() => void switchOver()}
    >
      <span aria-hidden style={{ fontSize: 13, fontWeight: 600, color: 'var(--ink)' }}>
        {other.toUpperCase()}
      </span>
    </ActionIcon>
  );
}

function SchemeSwitch() {
  const { t } = useTranslation();
  const { setColorScheme } = useMantineColorScheme({ keepTransitions: true });
  const isDark = useComputedColorScheme('light') === 'dark';
  const label = t(isDark ? 'light' : 'dark');
  const Mark = isDark ? IconSun : IconMoon;
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size={36}
      aria-label={label}
      title={label}
      onClick={() => setColorScheme(isDark ? 'light' : 'dark')}
    >
      <Mark size={20} stroke={1.7} aria-hidden color="var(--ink)" />
    </ActionIcon>
  );
}
