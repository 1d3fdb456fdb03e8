import type { Format } from '../../words/format';
import { formats } from '../../words/say';

/** A number for people, with the exact one behind it. */
export function Value({ value, as = 'number' }: { value: number; as?: Format }) {
  return (
    <data value={value} title={String(value)}>
      {formats[as](value)}
    </data>
  );
}
