import { TextInput } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { type FormEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths';
import styles from './search.module.css';

type Props = {
  /** On a page of its own: also on a phone it is all there. */
  readonly isWide?: boolean;
};

/** In the header of every page, where "/" leads to it; on a phone there is only room for a way to its page. */
export function SearchBox({ isWide = false }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { q } = useSearch({ strict: false });
  const input = useRef<HTMLInputElement>(null);
  useHotkeys([['/', () => input.current?.focus()]]);
  const search = (event: FormEvent): void => {
    event.preventDefault();
    const words = input.current?.value.trim() ?? '';
    if (words !== '') void navigate({ to: paths.search, search: { q: words } });
  };
  const box = (
    <form role="search" onSubmit={search} className={isWide ? undefined : styles['box']}>
      <TextInput
        key={q ?? ''}
        ref={input}
        type="search"
        name="q"
        enterKeyHint="search"
        autoComplete="off"
        aria-label={t('search')}
        placeholder={t('searchFor')}
        defaultValue={q ?? ''}
        maxLength={200}
        leftSection={<IconSearch size={16} aria-hidden />}
      />
    </form>
  );
  if (isWide) return box;
  return (
    <>
      {box}
      <Link to={paths.search} className={styles['way']} aria-label={t('search')}>
        <IconSearch size={20} stroke={1.7} aria-hidden />
      </Link>
    </>
  );
}
