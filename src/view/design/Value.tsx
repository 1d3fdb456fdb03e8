import { type Format, formats } from './format';

/** A number for people, with the exact one behind it. */
export function Value({ value, as = 'number' }: { value: number; as?: Format }) {
  return (
    <data value={value} title={String(value)}>
      {formats[as](value)}
    </data>
  );
}
