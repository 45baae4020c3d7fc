import { said } from '../../lib/i18n';
import type { Language } from '../../lib/language';

type Named = {
  readonly code: string;
  readonly name: Readonly<Record<Language, string>> | null;
  readonly short: string | null;
};

/** What a unit is called; by its code where the plan has forgotten it. */
export const unitText = ({ code, name }: Named, language: Language): string => (name ? said(name, language) : code);

/** Short names are Vietnamese. */
export const shortUnitText = (unit: Named, language: Language): string =>
  (language === 'vi' ? unit.short : null) ?? unitText(unit, language);
