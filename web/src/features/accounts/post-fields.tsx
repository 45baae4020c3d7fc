import { Group, MultiSelect, Select, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { said, useLanguage } from '../../lib/i18n';
import { usePlanName } from '../../lib/plan-names';
import { DayField } from '../../ui/day-field';
import { type NewPost, placesQuery } from './get-accounts';

export type PostDraft = {
  readonly plan: string | null;
  readonly unit: string | null;
  readonly seat: NewPost['seat'];
  readonly groups: readonly string[];
  readonly from: string | null;
  readonly to: string | null;
};
export const noPost: PostDraft = { plan: null, unit: null, seat: 'officer', groups: [], from: null, to: null };

const seats = ['officer', 'head', 'leader', 'member', 'administrator', 'appraiser', 'award', 'auditor'] as const;
/** These look after every unit, and may be held in all of them at once. */
const wide: readonly NewPost['seat'][] = ['administrator', 'leader', 'member', 'auditor'];
const EVERY = '*';

/** Undefined: something is missing yet. */
export const postOf = ({ plan, unit, seat, groups, from, to }: PostDraft): NewPost | undefined =>
  plan === null || unit === null
    ? undefined
    : {
        ...{ plan, unit, seat },
        groups: seat === 'appraiser' ? [...groups] : [],
        ...(from !== null && { from }),
        ...(to !== null && { to }),
      };

type Props = {
  readonly post: PostDraft;
  readonly errors: Readonly<Record<string, string>>;
  readonly change: (post: PostDraft) => void;
};

/** A post: in which unit of which plan, what it is, and on which days it is held. */
export function PostFields({ post, errors, change }: Props) {
  const { t } = useTranslation('accounts');
  const { t: common } = useTranslation();
  const [language] = useLanguage();
  const { data } = useQuery(placesQuery);
  const planName = usePlanName();
  const isWide = wide.includes(post.seat);
  // With one plan there is nothing to choose.
  const only = data?.length === 1 && !isWide ? (data[0]?.plan ?? null) : null;
  const plan = post.plan ?? only;
  const place = data?.find((one) => one.plan === plan);
  const plans = (data ?? []).map(({ plan: value }) => ({ value, label: planName(value) }));
  const units = (place?.units ?? []).map(({ name, label }) => ({
    value: name,
    label: `${said(label, language)} (${name})`,
  }));
  return (
    <Stack gap="sm">
      <Select
        label={t('seat')}
        data={seats.map((value) => ({ value, label: common(`seats.${value}`) }))}
        value={post.seat}
        onChange={(seat) => seat && change({ ...post, seat, ...(!wide.includes(seat) && { unit: null }) })}
        allowDeselect={false}
        error={errors['seat']}
      />
      <Group grow align="start">
        <Select
          label={t('plan')}
          data={isWide ? [...plans, { value: EVERY, label: t('everyPlan') }] : plans}
          value={plan}
          onChange={(next) => change({ ...post, plan: next, unit: next === EVERY ? EVERY : null, groups: [] })}
          allowDeselect={false}
          required
          error={errors['plan']}
        />
        <Select
          label={t('unit')}
          data={isWide ? [{ value: EVERY, label: common('everyUnit') }, ...units] : units}
          value={post.unit}
          onChange={(unit) => change({ ...post, plan, unit })}
          disabled={plan === null || plan === EVERY}
          allowDeselect={false}
          searchable
          required
          nothingFoundMessage={t('noUnit')}
          error={errors['unit']}
        />
      </Group>
      {post.seat === 'appraiser' && (
        <MultiSelect
          label={t('groups')}
          data={(place?.groups ?? []).map(({ name, label }) => ({ value: name, label: said(label, language) }))}
          value={[...post.groups]}
          onChange={(groups) => change({ ...post, groups })}
          searchable
          error={errors['groups']}
        />
      )}
      <Group grow align="start">
        <DayField
          label={t('fromDay')}
          description={t('fromHint')}
          value={post.from}
          onChange={(from) => change({ ...post, from })}
          clearable
          error={errors['from']}
        />
        <DayField
          label={t('toDay')}
          description={t('toHint')}
          value={post.to}
          onChange={(to) => change({ ...post, to })}
          clearable
          error={errors['to']}
        />
      </Group>
    </Stack>
  );
}
