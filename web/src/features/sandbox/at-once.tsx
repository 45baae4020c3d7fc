import { Button, Group } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ProblemNote } from '../../ui/problem-note';
import { playersQuery } from './get-players';
import styles from './sandbox-bar.module.css';
import { switchPerson } from './switch-person';
import { type Played, whoPlays } from './tours';

const ROLES = ['unit-officer', 'secretariat', 'leader'] as const satisfies readonly Played[];

/** One of each of the three kinds of people, by one click: whoever has most to do. */
export function AtOnce({ switched }: { readonly switched: () => Promise<void> }) {
  const { t } = useTranslation('sandbox');
  const client = useQueryClient();
  const playing = useMutation({
    mutationFn: async (role: Played) => {
      const { items } = await client.fetchQuery({ ...playersQuery, staleTime: 0 });
      const player = whoPlays(items, role);
      if (player) await switchPerson(player.name);
    },
    onSuccess: switched,
  });
  return (
    <Group gap={4} role="group" aria-label={t('play.atOnce')} className={styles['atOnce'] ?? ''}>
      {ROLES.map((role) => (
        <Button
          key={role}
          size="xs"
          variant="subtle"
          loading={playing.isPending && playing.variables === role}
          disabled={playing.isPending}
          onClick={() => playing.mutate(role)}
        >
          {t(`play.kinds.${role}`)}
        </Button>
      ))}
      <ProblemNote error={playing.error} />
    </Group>
  );
}
