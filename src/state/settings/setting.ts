/** One kind of setting each: how its text in the address or in a field becomes a value, and back. */

import type { TextCode } from '../../words/catalogue';
import { rowWords } from '../../words/rowWords';
import { lists, say, sayMessage } from '../../words/say';
import {
  checkNumber,
  type NumericParameter,
  type NumericParameterName,
  numericParameters,
} from '../../worker/protocol';
import { readRanges } from '../samples/indexRanges';
import { bad, good, type Parsed } from './parsed';

export type { Parsed } from './parsed';

/** A setting that the address can carry. */
export interface Setting<T> {
  readonly fallback: T;
  parse(text: string): Parsed<T>;
  format(value: T): string;
}

/** One word out of a few. */
export function oneOf<T extends string>(label: TextCode, choices: readonly T[], fallback: T): Setting<T> {
  return {
    fallback,
    parse(text) {
      const found = choices.find((choice) => choice === text);
      return found === undefined
        ? bad(
            say('page.settings.complaints.oneOf', { label: say(label), choices: lists.list(choices), text }),
          )
        : good(found);
    },
    format: (value) => value,
  };
}

/** One of some choices, or none of them: the lab's own choice. */
export function oneOrNone<T extends string>(label: TextCode, choices: readonly T[]): Setting<T | null> {
  const { parse } = oneOf<T>(label, choices, choices[0]!);
  return {
    fallback: null,
    parse: (text) => (text === '' ? good(null) : parse(text)),
    format: (value) => value ?? '',
  };
}

/** A number of the parameter table, within its range. */
export function numeric(name: NumericParameterName): Setting<number> {
  return number(numericParameters[name]);
}

/** A number within the range that a table gives it. */
export function number(spec: NumericParameter): Setting<number> {
  const { fallback } = spec;
  const label = () => rowWords('engine.numbers', spec.words).label;
  return {
    fallback,
    parse(text) {
      if (text.trim() === '') return bad(say('page.settings.complaints.empty', { label: label() }));
      const value = Number(text);
      if (Number.isNaN(value)) return bad(say('page.settings.complaints.number', { label: label(), text }));
      const complaint = checkNumber(spec, value);
      return complaint === null ? good(value) : bad(sayMessage(complaint));
    },
    format: String,
  };
}

/** A number within its range, or the word off. */
export function numberOrOff(spec: NumericParameter): Setting<number | null> {
  return numberOrWord(spec, 'off', spec.fallback);
}

/** A number within its range, or the word auto: the lab's own rule, which is the fallback. */
export function numberOrAuto(spec: NumericParameter): Setting<number | null> {
  return numberOrWord(spec, 'auto', null);
}

function numberOrWord(spec: NumericParameter, word: string, fallback: number | null): Setting<number | null> {
  const { parse } = number(spec);
  return {
    fallback,
    parse: (text) => (['', word].includes(text.trim()) ? good(null) : parse(text)),
    format: (value) => (value === null ? word : String(value)),
  };
}

/** A whole number from `minimum` on, or nothing. */
export function wholeOrNone(
  label: TextCode,
  minimum: number,
  fallback: number | null = null,
): Setting<number | null> {
  return {
    fallback,
    parse(text) {
      if (text.trim() === '') return good(null);
      const value = Number(text);
      return Number.isSafeInteger(value) && value >= minimum
        ? good(value)
        : bad(say('page.settings.complaints.wholeOrNone', { label: say(label), from: minimum, text }));
    },
    format: (value) => (value === null ? '' : String(value)),
  };
}

/** A whole number from 1 on, `all`, or nothing: the lab's own choice. */
export function amount(label: TextCode): Setting<number | 'all' | null> {
  return {
    fallback: null,
    parse(text) {
      if (text === 'all') return good(text);
      if (text.trim() === '') return good(null);
      const value = Number(text);
      return Number.isSafeInteger(value) && value >= 1
        ? good(value)
        : bad(say('page.settings.complaints.amount', { label: say(label), text }));
    },
    format: (value) => (value === null ? '' : String(value)),
  };
}

/** A whole number within a range. */
export function whole(label: TextCode, minimum: number, maximum: number, fallback: number): Setting<number> {
  return {
    fallback,
    parse(text) {
      const value = text.trim() === '' ? Number.NaN : Number(text);
      return Number.isSafeInteger(value) && value >= minimum && value <= maximum
        ? good(value)
        : bad(say('page.settings.complaints.whole', { label: say(label), from: minimum, to: maximum, text }));
    },
    format: String,
  };
}

/** On or off; the bare name in the address means on. */
export function flag(label: TextCode): Setting<boolean> {
  return {
    fallback: false,
    parse(text) {
      if (['', '1', 'on', 'true'].includes(text)) return good(true);
      if (['0', 'off', 'false'].includes(text)) return good(false);
      return bad(say('page.settings.complaints.flag', { label: say(label), text }));
    },
    format: (value) => (value ? 'on' : 'off'),
  };
}

/** Indices of samples as a person writes them, "3, 17, 20-25"; kept as written. */
export function indexList(): Setting<string> {
  return {
    fallback: '',
    parse(text) {
      const ranges = readRanges(text);
      return ranges.ok ? good(text.trim()) : ranges;
    },
    format: (value) => value,
  };
}

/** The id of a menu entry that only the opened lab knows, or nothing: the lab's own choice. */
export function menuEntry(): Setting<string | null> {
  return {
    fallback: null,
    parse: (text) => good(text === '' ? null : text),
    format: (value) => value ?? '',
  };
}
