import { z } from 'zod';

/** Both sentences travel through zod as one message. */
export const say = (vi: string, en: string): string => JSON.stringify({ vi, en });
export type Said = { readonly vi: string; readonly en: string };
export const saidIn = (message: string): Said => JSON.parse(message) as Said;

export const oneOf = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  z.enum(values, say(`phải là một trong: ${values.join(', ')}.`, `must be one of: ${values.join(', ')}.`));

export function numberBetween(low: number, high: number, { isWhole }: { readonly isWhole: boolean }) {
  const message = isWhole
    ? say(`phải là số nguyên từ ${low} đến ${high}.`, `must be a whole number from ${low} to ${high}.`)
    : say(`phải là số từ ${low} đến ${high}.`, `must be a number from ${low} to ${high}.`);
  const fits = (text: string): boolean => {
    const value = Number(text);
    return text.trim() === text && value >= low && value <= high && (!isWhole || Number.isInteger(value));
  };
  return z.string().refine(fits, message).transform(Number);
}

export function urlOf(schemes: readonly string[], example: string) {
  const list = schemes.join(', ');
  return z
    .string(say(`còn thiếu, ví dụ ${example}.`, `is missing, for example ${example}.`))
    .refine(
      (text) => schemes.some((scheme) => text.startsWith(`${scheme}://`)) && URL.canParse(text),
      say(
        `phải là địa chỉ bắt đầu bằng ${list}, ví dụ ${example}.`,
        `must be an address of ${list}, such as ${example}.`,
      ),
    );
}
