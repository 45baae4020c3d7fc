import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { AuthenticatorSection } from '../../features/profile/authenticator-section';
import type { Lendable } from '../../features/delegations/lend-dialog';
import { OwnDelegations } from '../../features/delegations/own-delegations';
import { SessionsSection } from '../../features/profile/sessions-section';
import { TokensSection } from '../../features/profile/tokens-section';
import { type Me, meQuery, useMe } from '../../features/session/get-me';
import { NewPasswordForm } from '../../features/session/new-password-form';
import { PostList } from '../../features/session/post-list';
import { useSeatText } from '../../features/session/seat-text';
import { changePassword } from '../../features/session/sign-in';
import { PageHeader } from '../../ui/page-header';
import { Section } from '../../ui/section';
import { toastDone } from '../../ui/toast';
import { paths } from '../paths';

/** One's own page: who one is here, how one gets in, and whom one has let act instead. */
export function ProfilePage() {
  const { t } = useTranslation('profile');
  const me = useMe();
  const lendable = useLendable(me);
  const client = useQueryClient();
  const navigate = useNavigate();
  const left = async (): Promise<void> => {
    await navigate({ to: paths.signIn });
    client.clear();
  };
  return (
    <>
      <PageHeader title={t('title')} lead={`${me.displayName} · ${me.name}`} />
      <Section title={t('posts')} lead={t('postsLead')}>
        <PostList posts={me.posts} />
      </Section>
      {me.rights.includes('people.read') && <OwnDelegations name={me.name} posts={lendable} />}
      <PasswordSection />
      <AuthenticatorSection
        hasTotp={me.hasTotp}
        changed={() => client.invalidateQueries({ queryKey: meQuery.queryKey })}
      />
      <SessionsSection left={() => void left()} />
      {me.rights.includes('tokens.own') && <TokensSection />}
    </>
  );
}

/** What one holds oneself; what was lent is not lent on. */
function useLendable({ posts, rights }: Me): readonly Lendable[] {
  const seatText = useSeatText();
  if (!rights.includes('posts.lend')) return [];
  return posts
    .filter(({ onBehalfOf, plan, unit }) => onBehalfOf === undefined && plan !== '*' && unit !== '*')
    .map((post) => ({ plan: post.plan, unit: post.unit, seat: post.seat as Lendable['seat'], label: seatText(post) }));
}

function PasswordSection() {
  const { t } = useTranslation('profile');
  const changing = useMutation({ mutationFn: changePassword, onSuccess: () => toastDone(t('passwordChanged')) });
  return (
    <Section title={t('password')} lead={t('passwordLead')}>
      <div style={{ maxWidth: 420 }}>
        {/* Begun anew once it is changed: nothing of it stays in the fields. */}
        <NewPasswordForm
          key={changing.isSuccess ? changing.submittedAt : 0}
          asksCurrent
          verb={t('changePassword')}
          isBusy={changing.isPending}
          error={changing.error}
          submit={(passwords) => changing.mutate(passwords)}
        />
      </div>
    </Section>
  );
}
