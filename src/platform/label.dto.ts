/** A text in both languages. */
export class LabelText {
  vi: string;
  en: string;
}
