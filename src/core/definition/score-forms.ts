/** The forms by whose names a score sheet is known (docs/plan-language.md): what a unit says of itself, and what its scorer says. */
export const SELF_SCORE = 'self-score';
export const APPRAISAL = 'appraisal';
export const scoreForms = [SELF_SCORE, APPRAISAL] as const;
