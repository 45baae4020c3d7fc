import { Badge, Modal, TextInput, UnstyledButton } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconArrowBackUp, IconSearch } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { said, useLanguage } from '../../lib/i18n';
import { ProblemNote } from '../../ui/problem-note';
import { ErrorState, LoadingState } from '../../ui/states';
import { type Player, playersQuery } from './get-players';
import { groupOf, groups } from './groups';
import styles from './person-switcher.module.css';
import { plain } from '../../lib/plain';
import { switchPerson } from './switch-person';

type Me = { readonly name: string; readonly playedBy: string | null };
type Props = {
  readonly isOpen: boolean;
  readonly close: () => void;
  readonly me: Me;
  readonly switched: () => Promise<void>;
};

/** Whom one goes on as: one click, and the house is theirs. */
export function PersonSwitcher({ isOpen, close, me, switched }: Props) {
  const { t } = useTranslation('sandbox');
  const isPhone = useMediaQuery('(max-width: 40em)');
  return (
    <Modal.Root opened={isOpen} onClose={close} size="lg" centered={!isPhone} fullScreen={isPhone ?? false}>
      <Modal.Overlay backgroundOpacity={0.5} />
      <Modal.Content>
        <Modal.Body>
          <div className={styles['top']}>
            <Modal.Title>{t('play.title')}</Modal.Title>
            <Modal.CloseButton aria-label={t('close')} />
          </div>
          <People me={me} done={() => switched().then(close)} />
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

function People({ me, done }: { readonly me: Me; readonly done: () => Promise<void> }) {
  const { t } = useTranslation('sandbox');
  const [sought, seek] = useState('');
  const { data, error, refetch } = useQuery(playersQuery);
  const switching = useMutation({ mutationFn: switchPerson, onSuccess: done });
  const found = data?.items.filter((player) => isMatch(player, sought));
  return (
    <div className={styles['people']}>
      <p className={styles['lead']}>{t('play.lead')}</p>
      <TextInput
        data-autofocus
        type="search"
        label={t('play.search')}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={sought}
        onChange={({ currentTarget }) => seek(currentTarget.value)}
      />
      <ProblemNote error={switching.error} />
      {error && !data && <ErrorState error={error} retry={refetch} />}
      {!data && !error && <LoadingState rows={6} />}
      {me.playedBy !== null && (
        <UnstyledButton className={styles['person']} onClick={() => switching.mutate(null)}>
          <IconArrowBackUp size={18} aria-hidden />
          <span className={styles['who']}>
            <strong>{t('play.back')}</strong>
            <span>{me.playedBy}</span>
          </span>
        </UnstyledButton>
      )}
      <div aria-busy={switching.isPending}>
        {groups.map((group) => {
          const some = found?.filter((player) => groupOf(player) === group) ?? [];
          if (some.length === 0) return null;
          return (
            <section key={group} aria-label={t(`play.groups.${group}`)}>
              <h3 className={styles['group']}>{t(`play.groups.${group}`)}</h3>
              <ul className={styles['list']}>
                {some.map((player) => (
                  <li key={player.name}>
                    <Person player={player} isMe={player.name === me.name} play={() => switching.mutate(player.name)} />
                  </li>
                ))}
              </ul>
            </section>
          );
        })}
      </div>
      {found?.length === 0 && <p className={styles['lead']}>{t('play.nobody')}</p>}
    </div>
  );
}

type PersonProps = { readonly player: Player; readonly isMe: boolean; readonly play: () => void };

function Person({ player: { displayName, posts, waiting, overdue }, isMe, play }: PersonProps) {
  const { t } = useTranslation('sandbox');
  const { t: common } = useTranslation();
  const [language] = useLanguage();
  // What somebody is in a unit stands before it, once.
  const held = new Map<string, string>();
  for (const { seat, unit, unitName } of posts) {
    const post = common(`seats.${seat}` as 'seats.officer', { defaultValue: seat });
    const before = held.get(unit);
    held.set(unit, before === undefined ? `${post} · ${said(unitName, language)}` : `${post}, ${before}`);
  }
  return (
    <UnstyledButton
      className={styles['person']}
      onClick={play}
      disabled={isMe}
      aria-current={isMe ? 'true' : undefined}
    >
      <span className={styles['who']}>
        <strong>{displayName}</strong>
        <span>{[...held.values()].join('; ')}</span>
      </span>
      {isMe && (
        <Badge variant="default" tt="none">
          {t('play.me')}
        </Badge>
      )}
      {overdue > 0 && (
        <Badge className={styles['overdue'] ?? ''} variant="light" tt="none">
          {t('play.overdue', { count: overdue })}
        </Badge>
      )}
      {waiting > overdue && (
        <Badge className={styles['waiting'] ?? ''} variant="light" tt="none">
          {t('play.waiting', { count: waiting - overdue })}
        </Badge>
      )}
    </UnstyledButton>
  );
}

function isMatch({ name, displayName, posts }: Player, sought: string): boolean {
  const units = posts.flatMap(({ unitName, unitShort }) => [unitName.vi, unitName.en, unitShort.vi, unitShort.en]);
  const text = plain([name, displayName, ...units].join(' '));
  return plain(sought)
    .split(/\s+/)
    .every((word) => text.includes(word));
}
