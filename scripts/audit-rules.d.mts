export type Advisory = {
  readonly id: string;
  readonly package: string;
  readonly severity: 'high' | 'critical';
  readonly title: string;
  readonly range: string;
  readonly url: string;
};
export type Explained = Readonly<
  Record<string, { readonly package: string; readonly why: string; readonly until: string }>
>;
export type Judgement =
  | { readonly kind: 'no-answer'; readonly reason: string }
  | {
      readonly kind: 'answer';
      readonly unexplained: readonly Advisory[];
      readonly explained: readonly Advisory[];
      /** Ids of explanations that nothing needs any more. */
      readonly needless: readonly string[];
    };
export function judged(text: string, explained: Explained, today: string): Judgement;
