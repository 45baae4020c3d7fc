import { shownNumber, typedNumber } from './typed-number';

/** What the field and its answer come to when it is typed key by key, each key after what is shown. */
function type(...typings: readonly string[]): { readonly shown: string | number; readonly value: number | null } {
  let shown: string | number = '';
  let value: number | null = null;
  for (const typed of typings) {
    value = typedNumber(typed);
    shown = shownNumber(typed, value);
    expect(shown).toBe(typed);
  }
  return { shown, value };
}

test('a decimal is typed key by key', () => {
  expect(type('9', '9.', '9.5')).toEqual({ shown: '9.5', value: 9.5 });
  expect(type('0', '0.', '0.0', '0.05')).toEqual({ shown: '0.05', value: 0.05 });
  expect(type('9', '9.', '9.5', '9.50')).toEqual({ shown: '9.50', value: 9.5 });
});

test('what begins with a minus is not yet a number, and stays', () => {
  expect(type('-')).toEqual({ shown: '-', value: null });
  expect(type('-', '-3')).toEqual({ shown: '-3', value: -3 });
});

test('nothing is no number, and not nought', () => {
  expect(type('')).toEqual({ shown: '', value: null });
  expect([typedNumber('.'), typedNumber(0), typedNumber('-0.5')]).toEqual([null, 0, -0.5]);
});

test('an answer that comes from elsewhere takes the place of what was typed', () => {
  expect(shownNumber('9.', 7)).toBe(7);
  expect(shownNumber('9.', null)).toBe('');
  expect(shownNumber('9.', 9)).toBe('9.');
});
