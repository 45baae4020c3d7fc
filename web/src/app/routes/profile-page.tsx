import { useTranslation } from 'react-i18next';
import { useMe } from '../../features/session/get-me';
import { PostList } from '../../features/session/post-list';
import { PageHeader } from '../../ui/page-header';

export function ProfilePage() {
  const { t } = useTranslation();
  const me = useMe();
  return (
    <>
      <PageHeader title={t('navigation.profile')} lead={`${me.displayName} · ${me.name}`} />
      <PostList posts={me.posts} />
    </>
  );
}
