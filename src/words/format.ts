/**
 * Numbers, dates, lists and plurals as the people of one language write them. The exact number always stands behind the text, in the element's
 * value. Rounding is ours; Intl writes the digits that are left.
 */

/** How a language writes a number with its unit. Each is given the number as text. */
export interface Units {
  readonly milliseconds: (values: { value: string }) => string;
  readonly seconds: (values: { value: string }) => string;
  readonly minutes: (values: { minutes: string; seconds: string }) => string;
  readonly percent: (values: { value: string }) => string;
  /** Percentage points. */
  readonly points: (values: { value: string }) => string;
  readonly degrees: (values: { value: string }) => string;
  readonly megabytes: (values: { value: string }) => string;
}

/** The forms of a word by number; `other` is that of most. */
export type Plurals = Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }>;

/** Every way in which the lab writes a number, and lists and plurals. */
export interface Formats {
  /** All digits before the point, in groups: 60,000. */
  readonly whole: (value: number) => string;
  /** Four significant digits; powers of ten where the number is far from one. */
  readonly number: (value: number) => string;
  /** Two significant digits with a sign, for differences. */
  readonly difference: (value: number) => string;
  /** The same of what is never below 0, such as the width of a band: without a sign. */
  readonly size: (value: number) => string;
  /** Epochs, to a hundredth: 0, 0.06, 3. */
  readonly epochs: (value: number) => string;
  /** A share from 0 to 1 as per cent. */
  readonly share: (value: number) => string;
  /** A probability as per cent, shorter. */
  readonly chance: (value: number) => string;
  /** A share as per cent, to the whole. */
  readonly percent: (value: number) => string;
  /** A difference of shares, in percentage points. */
  readonly points: (value: number) => string;
  /** The same of what is never below 0: without a sign. */
  readonly sizeInPoints: (value: number) => string;
  readonly t: (value: number) => string;
  /** To a tenth: 5.0. */
  readonly tenths: (value: number) => string;
  /** Milliseconds, as long as they took. */
  readonly duration: (value: number) => string;
  /** Milliseconds that are left, as roughly as they are known. */
  readonly remaining: (value: number) => string;
  /** Milliseconds without their unit, for a column that names it. */
  readonly milliseconds: (value: number) => string;
  /** A moment, to the minute. */
  readonly date: (value: number) => string;
  /** A time of day. */
  readonly time: (value: number) => string;
  /** A power of ten by its exponent: 0.01, 1,000; far from one 1e−7. */
  readonly powerOfTen: (exponent: number) => string;
  readonly degrees: (value: number) => string;
  readonly megabytes: (value: number) => string;
}

export type Format = keyof Formats;

const minus = '\u2212';
/** From here on four digits are no longer all that stand before the point. */
const tooLong = 9999.5;
/** So many zeros are no longer counted at a glance. */
const mostZeros = 5;

/** The formats of a language. @param locale a BCP 47 tag, "en" */
export function formatsOf(locale: string, units: Units): Formats {
  const digits = writer(locale);
  const groups = lazy(() => new Intl.NumberFormat(locale));
  const dates = lazy(() => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }));
  const times = lazy(() => new Intl.DateTimeFormat(locale, { timeStyle: 'short' }));
  const power = (mantissa: string) => {
    const [number, exponent] = mantissa.split('e');
    return `${digits(number!)}e${digits(String(Number(exponent)))}`;
  };
  const signed = (text: string, written: string) =>
    Number(text) === 0 ? written.replace(minus, '') : text.startsWith('-') ? written : `+${written}`;
  const whole = (value: number) => withMinus(groups().format(value));
  const percentOf = (value: number) => units.percent({ value: whole(value) });
  const percent = (value: string) => units.percent({ value: digits(value) });
  const seconds = (value: string) => units.seconds({ value: digits(value) });
  const minutes = (value: number) =>
    units.minutes({ minutes: digits(String(Math.floor(value / 60))), seconds: digits(String(value % 60)) });
  /** The digits of a difference, and how they are written. */
  const ofDifference = (value: number): [string, string] => {
    const size = Math.abs(value);
    const isFar = value !== 0 && !(size >= 1e-3 && size < 1e4);
    const text = isFar ? value.toExponential(1) : String(Number(value.toPrecision(2)));
    return [text, isFar ? power(text) : digits(text)];
  };
  const ofPoints = (value: number): [string, string] => {
    const text = (value * 100).toFixed(2);
    return [text, digits(text)];
  };
  return {
    whole,
    number(value) {
      if (value === 0) return digits('0');
      const size = Math.abs(value);
      const isFar = size >= tooLong || size < 1e-3;
      return isFar ? power(value.toExponential(2)) : digits(value.toPrecision(4));
    },
    difference: (value) => signed(...ofDifference(value)),
    size: (value) => ofDifference(value)[1],
    epochs: (value) => digits(String(Number(value.toFixed(2)))),
    share: (value) => percent((value * 100).toFixed(2)),
    chance: (value) => percent((value * 100).toFixed(1)),
    percent: (value) => percentOf(Math.round(value * 100)),
    points: (value) => units.points({ value: signed(...ofPoints(value)) }),
    sizeInPoints: (value) => units.points({ value: ofPoints(value)[1] }),
    t: (value) => digits(value.toFixed(3)),
    tenths: (value) => digits(value.toFixed(1)),
    duration(value) {
      if (value < 999.5) return units.milliseconds({ value: digits(String(Math.round(value))) });
      if (value < 9995) return seconds((value / 1000).toFixed(2));
      if (value < 59_950) return seconds((value / 1000).toFixed(1));
      return minutes(Math.round(value / 1000));
    },
    remaining(value) {
      const left = Math.ceil(value / 1000);
      return left < 60 ? seconds(String(left)) : minutes(left);
    },
    milliseconds: (value) => (value < 10 ? digits(value.toFixed(1)) : whole(Math.round(value))),
    date: (value) => dates().format(value),
    time: (value) => times().format(value),
    powerOfTen(exponent) {
      if (Math.abs(exponent) >= mostZeros) return `1e${digits(String(exponent))}`;
      return exponent < 0 ? digits((10 ** exponent).toFixed(-exponent)) : whole(10 ** exponent);
    },
    degrees: (value) => units.degrees({ value: digits(value.toFixed(1)) }),
    megabytes: (value) => units.megabytes({ value: digits((value / 1e6).toFixed(1)) }),
  };
}

/** Writes a number with so many digits behind the point, as on an axis. */
export function fixedOf(locale: string): (value: number, places: number) => string {
  const digits = writer(locale);
  return (value, places) => digits(value.toFixed(places));
}

/** Picks the form of a word that belongs to a count: "1 image", "2 images". */
export function pluralOf(locale: string): (count: number, forms: Plurals) => string {
  const rules = lazy(() => new Intl.PluralRules(locale));
  return (count, forms) => forms[rules().select(count)] ?? forms.other;
}

/** Joins a list: "a, b, c"; with the last word for `and` and `or`: "a, b, and c", "a or b". */
export function listsOf(
  locale: string,
): Readonly<Record<'list' | 'and' | 'or', (items: readonly string[]) => string>> {
  const join = (type: Intl.ListFormatType) => {
    const format = lazy(() => new Intl.ListFormat(locale, { type }));
    return (items: readonly string[]) => format().format(items);
  };
  return { list: join('unit'), and: join('conjunction'), or: join('disjunction') };
}

/** How a number is typed: with the decimal mark of the language. */
export interface Typed {
  /** What was typed, as programs write it: "0,1" becomes "0.1". What is no such number stays as it is. */
  readonly read: (text: string) => string;
  /** A number of a program, as a person would type it: "0.1" becomes "0,1". */
  readonly write: (text: string) => string;
}

/** Reads and writes the numbers of fields. Both marks are read, since people paste numbers of programs too. */
export function typedOf(locale: string): Typed {
  const mark = lazy(
    () => new Intl.NumberFormat(locale).formatToParts(0.5).find(({ type }) => type === 'decimal')!.value,
  );
  const exchange = (text: string, from: string, to: string) => {
    const [whole, places, ...more] = text.split(from);
    const isNumber = /^\s*[-+]?\d*$/.test(whole!) && /^\d+(e[-+]?\d+)?\s*$/i.test(places ?? '');
    return isNumber && more.length === 0 ? `${whole}${to}${places}` : text;
  };
  return {
    read: (text) => exchange(text, mark(), '.'),
    write: (text) => exchange(text, '.', mark()),
  };
}

/** Writes a decimal text ("-1234.50") in the digits and signs of the language, every digit as it stands. */
function writer(locale: string): (text: string) => string {
  const byPlaces = new Map<number, Intl.NumberFormat>();
  return (text) => {
    const places = text.split('.')[1]?.length ?? 0;
    const format =
      byPlaces.get(places) ??
      new Intl.NumberFormat(locale, {
        useGrouping: false,
        minimumFractionDigits: places,
        maximumFractionDigits: places,
      });
    byPlaces.set(places, format);
    return withMinus(format.format(Number(text)));
  };
}

function withMinus(text: string): string {
  return text.replaceAll('-', minus);
}

/** Makes a thing when it is first asked for, and once: objects of Intl are slow to make. */
function lazy<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
