import { Menu, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconLogout, IconUserCircle } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Me } from '../features/session/get-me';
import { PostList } from '../features/session/post-list';
import { signOut } from '../features/session/sign-in';
import { toastProblem } from '../ui/toast';
import { paths } from './paths';
import styles from './person-menu.module.css';

/** Who one is here: the posts that one holds, those that one was lent, and the way out. */
export function PersonMenu({ me }: { readonly me: Me }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const leaving = useMutation({
    mutationFn: signOut,
    onSuccess: async (next) => {
      if (next !== undefined) return location.assign(next);
      await navigate({ to: paths.signIn });
      client.clear();
    },
    onError: (error) => toastProblem(error, t('failedMore')),
  });
  const lenders = [...new Set(me.posts.flatMap(({ onBehalfOf }) => onBehalfOf ?? []))];
  return (
    <Menu position="bottom-end" width={320} shadow="md">
      <Menu.Target>
        <UnstyledButton className={styles['button']}>
          <span className={styles['initial']} aria-hidden>
            {initialOf(me.displayName)}
          </span>
          <span className={styles['name']}>{me.displayName}</span>
          <span className="only-heard">{t('personMenu')}</span>
          {lenders.length > 0 && <span className={styles['lent']} title={t('onBehalf')} />}
          <IconChevronDown size={16} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={styles['who']}>
          <strong>{me.displayName}</strong>
          <span>{me.name}</span>
          <PostList posts={me.posts} />
        </div>
        <Menu.Divider />
        <Menu.Item component={Link} to={paths.profile} leftSection={<IconUserCircle size={18} aria-hidden />}>
          {t('navigation.profile')}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={18} aria-hidden />} onClick={() => leaving.mutate()}>
          {t('signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** Of a Vietnamese name: its last word is what people are called by. */
const initialOf = (name: string): string => name.trim().split(/\s+/).at(-1)?.[0]?.toLocaleUpperCase('vi') ?? '?';
