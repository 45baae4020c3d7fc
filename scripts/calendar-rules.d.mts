export const LIBRARY: string;
export const CULTURE_DAY: { readonly from: number; readonly day: string; readonly source: string };
export function libraryDays(year: number): { readonly date: string; readonly name: string }[];
export function proposedDays(year: number): {
  readonly date: string;
  readonly kind: string;
  readonly label: { readonly vi: string; readonly en: string };
  readonly source: string;
}[];
export function proposal(year: number): string;
