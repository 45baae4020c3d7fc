import { NumberInput, type NumberInputProps } from '@mantine/core';
import { useState } from 'react';
import { useLanguage } from '../lib/i18n';
import { shownNumber, typedNumber } from '../lib/typed-number';

type Props = Omit<
  NumberInputProps,
  'value' | 'defaultValue' | 'onChange' | 'decimalSeparator' | 'thousandSeparator'
> & {
  /** Null: none. */
  readonly value: number | null;
  readonly onChange: (value: number | null) => void;
};

/** A number, with the separators of the language. While it is being typed what was typed stands: “9,” on the way to 9,5, “-” on the way to -3. */
export function NumberField({ value, onChange, ...rest }: Props) {
  const [language] = useLanguage();
  const [typed, setTyped] = useState<string | number>(value ?? '');
  return (
    <NumberInput
      decimalSeparator={language === 'vi' ? ',' : '.'}
      thousandSeparator={language === 'vi' ? '.' : ','}
      {...rest}
      value={shownNumber(typed, value)}
      onChange={(next) => {
        const given = typeof next === 'bigint' ? Number(next) : next;
        setTyped(given);
        onChange(typedNumber(given));
      }}
      onBlur={() => setTyped(value ?? '')}
    />
  );
}
