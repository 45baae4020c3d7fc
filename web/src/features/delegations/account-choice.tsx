import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { accountsNamedQuery } from './get-delegations';

type Props = {
  readonly label: string;
  readonly value: string | null;
  readonly error: string | undefined;
  readonly change: (name: string | null) => void;
};

/** Somebody among all accounts, found by a part of the name. */
export function AccountChoice({ label, value, error, change }: Props) {
  const { t } = useTranslation('delegations');
  const { t: common } = useTranslation();
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState('');
  // What stands in the field once somebody is chosen is no question.
  const wanted = typed === chosen ? '' : typed.trim();
  const [asked] = useDebouncedValue(wanted, 250);
  const { data, isPlaceholderData } = useQuery(accountsNamedQuery(asked));
  // Whoever types fast must not choose among those that were found before.
  const found = (asked === wanted && !isPlaceholderData ? (data?.items ?? []) : []).map((one) => ({
    value: one.name,
    label: `${one.displayName} (${one.name})`,
  }));
  const isFound = found.some((one) => one.value === value);
  return (
    <Select
      label={label}
      description={t('deputyHint')}
      data={value !== null && !isFound ? [{ value, label: chosen }, ...found] : found}
      value={value}
      onChange={(next, option) => {
        setChosen(option?.label ?? '');
        change(next);
      }}
      searchValue={typed}
      onSearchChange={setTyped}
      // The server has looked already, and in more than is shown.
      filter={({ options }) => options}
      searchable
      required
      nothingFoundMessage={asked === wanted && !isPlaceholderData ? t('nobodyFound') : common('loading')}
      error={error}
    />
  );
}
