import { useTranslation } from 'react-i18next';
import { said, useLanguage } from '../../lib/i18n';
import type { Me } from './get-me';

type Seat = Pick<Me['posts'][number], 'seat' | 'unit'> & Partial<Pick<Me['posts'][number], 'unitName'>>;

/** Chuyên viên · Xã An */
export function useSeatText(): (post: Seat) => string {
  const { t } = useTranslation();
  const [language] = useLanguage();
  return ({ seat, unit, unitName }) => {
    const where = unit === '*' ? t('everyUnit') : unitName ? said(unitName, language) : unit;
    return `${t(`seats.${seat}` as 'seats.officer', { defaultValue: seat })} · ${where}`;
  };
}
