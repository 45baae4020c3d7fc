import { Button, Group, Stack } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dateText } from '../../lib/format';
import { said, useLanguage } from '../../lib/i18n';
import { fieldErrors } from '../../lib/problem';
import { usePlanName } from '../../lib/plan-names';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { DataTable } from '../../ui/data-table';
import { Dialog } from '../../ui/dialog';
import { useUnsaved } from '../../ui/enclosing-dialog';
import { ProblemNote } from '../../ui/problem-note';
import { Section } from '../../ui/section';
import { toastDone } from '../../ui/toast';
import { addPost, removePost } from './change-account';
import { type HeldPost, placesQuery, postsQuery } from './get-accounts';
import { noPost, PostFields, postOf } from './post-fields';

/** The posts of an account, where each comes from and for how long; one more, or one less. */
export function AccountPosts({ name }: { readonly name: string }) {
  const { t } = useTranslation('accounts');
  const { t: common } = useTranslation();
  const unit = useUnitNames();
  const client = useQueryClient();
  const planName = usePlanName();
  const [isGiving, give] = useState(false);
  const [taken, take] = useState<HeldPost>();
  const { data, error, refetch } = useQuery(postsQuery(name));
  const again = (): Promise<void> => client.invalidateQueries({ queryKey: ['accounts', name] });
  const removing = useMutation({
    mutationFn: removePost,
    onSuccess: () => {
      take(undefined);
      toastDone(t('taken'));
      return again();
    },
  });
  const seat = (post: HeldPost): string => common(`seats.${post.seat as 'officer'}`, { defaultValue: post.seat });
  return (
    <Section
      title={t('posts')}
      lead={t('postsLead')}
      actions={
        <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => give(true)}>
          {t('newPost')}
        </Button>
      }
    >
      <DataTable
        caption={t('posts')}
        rows={data?.items}
        keyOf={({ plan, unit: code, seat: as, id }) => `${plan} ${code} ${as} ${id ?? ''}`}
        error={error}
        retry={refetch}
        empty={t('noPosts')}
        columns={[
          { key: 'seat', title: t('seat'), isRowHeader: true, cell: seat, width: '170px' },
          { key: 'unit', title: t('unit'), cell: unit },
          {
            key: 'plan',
            title: t('plan'),
            cell: ({ plan }) => (plan === '*' ? t('everyPlan') : planName(plan)),
            width: '120px',
          },
          { key: 'time', title: t('time'), cell: (post) => <HeldFor post={post} />, width: '200px' },
          { key: 'source', title: t('sourceTitle'), cell: ({ source }) => t(`source.${source}`), width: '130px' },
          {
            key: 'take',
            title: t('act'),
            align: 'end',
            cell: (post) =>
              post.id !== null && (
                <Button
                  size="compact-sm"
                  variant="default"
                  onClick={() => take(post)}
                  aria-label={t('takeOf', { post: `${seat(post)} · ${unit(post)}` })}
                >
                  {t('removePost')}
                </Button>
              ),
            width: '110px',
          },
        ]}
      />
      {isGiving && <GiveDialog name={name} close={() => give(false)} done={again} />}
      <ConfirmDialog
        isOpen={taken !== undefined}
        close={() => take(undefined)}
        title={t('takeTitle', { post: taken && seat(taken) })}
        verb={t('removePost')}
        isBusy={removing.isPending}
        error={removing.error}
        confirm={() => typeof taken?.id === 'number' && removing.mutate({ name, id: taken.id })}
      >
        {t('takeMore')}
      </ConfirmDialog>
    </Section>
  );
}

function HeldFor({ post: { from, to } }: { readonly post: HeldPost }) {
  const { t } = useTranslation('accounts');
  if (from === undefined && to === undefined) return t('always');
  return (
    <span className="numbers">
      {[from !== undefined && t('from', { day: dateText(from) }), to !== undefined && t('to', { day: dateText(to) })]
        .filter(Boolean)
        .join(' ')}
    </span>
  );
}

function useUnitNames(): (post: HeldPost) => string {
  const { t: common } = useTranslation();
  const [language] = useLanguage();
  const { data } = useQuery(placesQuery);
  return ({ plan, unit }) => {
    if (unit === '*') return common('everyUnit');
    const found = data?.find((one) => one.plan === plan)?.units.find(({ name }) => name === unit);
    return found ? said(found.label, language) : unit;
  };
}

type GiveProps = { readonly name: string; readonly close: () => void; readonly done: () => Promise<void> };
function GiveDialog(props: GiveProps) {
  const { t } = useTranslation('accounts');
  return (
    <Dialog close={props.close} title={t('newPost')} isFirm size="lg">
      <Giving {...props} />
    </Dialog>
  );
}

function Giving({ name, close, done }: GiveProps) {
  const { t } = useTranslation('accounts');
  const [post, setPost] = useState(noPost);
  useUnsaved(post !== noPost);
  const giving = useMutation({
    mutationFn: addPost,
    onSuccess: () => {
      close();
      toastDone(t('given'));
      return done();
    },
  });
  const wish = postOf(post);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (wish) giving.mutate({ name, post: wish });
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <PostFields post={post} errors={fieldErrors(giving.error)} change={setPost} />
        <ProblemNote error={giving.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={giving.isPending} disabled={!wish}>
            {t('give')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
