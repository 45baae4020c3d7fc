import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { plansQuery } from '../../../lib/plan-names';

type Of = { readonly plan: string; readonly version: number };
type Props = { readonly value: Of | undefined; readonly choose: (of: Of) => void };

/** The version that a page is about: the one that runs, where nobody has chosen. */
export function useChosenVersion(search: { readonly plan?: string; readonly version?: number }) {
  const { data, error, refetch } = useQuery(plansQuery);
  const plan = data?.items.find((one) => one.plan === search.plan) ?? data?.items[0];
  const version = search.version ?? plan?.active ?? plan?.versions[0]?.version;
  const of: Of | undefined = plan && version !== undefined ? { plan: plan.plan, version } : undefined;
  const status = plan?.versions.find((one) => one.version === version)?.status;
  return { of, status, error, refetch, isEmpty: data !== undefined && of === undefined };
}

export function VersionChoice({ value, choose }: Props) {
  const { t } = useTranslation('plans');
  const { data } = useQuery(plansQuery);
  const options = (data?.items ?? []).flatMap(({ plan, number, versions }) =>
    versions.map(({ version, status }) => ({
      value: `${plan} ${version}`,
      label: `${number ?? plan} · ${t('versionN', { version })} · ${t(`status.${status}`)}`,
    })),
  );
  return (
    <Select
      aria-label={t('version')}
      data={options}
      value={value ? `${value.plan} ${value.version}` : null}
      onChange={(next) => {
        const [plan = '', version = ''] = next?.split(' ') ?? [];
        if (plan) choose({ plan, version: Number(version) });
      }}
      allowDeselect={false}
      w={300}
      maw="100%"
    />
  );
}
