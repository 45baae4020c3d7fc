import type { TFunction } from 'i18next';

/** A name that was probably meant, or a sentence that says what to do. */
export const suggested = (suggestion: string, t: TFunction<'plans'>): string =>
  suggestion.endsWith('.') ? suggestion : t('meant', { suggestion });
