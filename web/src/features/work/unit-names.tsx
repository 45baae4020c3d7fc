import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { said, useLanguage } from '../../lib/i18n';
import { unitsQuery } from './get-instance';

type Props = {
  readonly plan: string | undefined;
  readonly children: (nameOf: (code: string) => string) => ReactNode;
};

/** Units by the names that people know; by their codes as long as these are asked for. */
export function UnitNames({ plan, children }: Props) {
  const [language] = useLanguage();
  const { data: units = [] } = useQuery({ ...unitsQuery(plan ?? ''), enabled: plan !== undefined });
  return children((code) => {
    const unit = units.find((one) => one.code === code);
    return unit ? said(unit.name, language) : code;
  });
}
