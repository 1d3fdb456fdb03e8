/** What a value that is read should have been: plain data, so that every language has its own words for it. */
export type Expected =
  | { readonly kind: 'whole' | 'number'; readonly from: number; readonly to: number }
  /** As `number`, or a number that JSON has not, as a text. */
  | { readonly kind: 'measured'; readonly from: number; readonly to: number }
  | { readonly kind: 'text'; readonly longest: number }
  | { readonly kind: 'oneOf'; readonly values: readonly (string | number)[] }
  | { readonly kind: 'list'; readonly shortest: number; readonly longest: number }
  | { readonly kind: 'flag' | 'digest' | 'commit' | 'bytes' | 'object' }
  /** Bytes as a text, so many at a time. */
  | { readonly kind: 'base64'; readonly multipleOf: number }
  /** An object with some of these members and no others. */
  | { readonly kind: 'members'; readonly names: readonly string[] }
  /** A number that follows from another one in the same place of the file. */
  | { readonly kind: 'equal'; readonly to: string; readonly value: string | number }
  /** The epochs of all stages of a training. */
  | { readonly kind: 'sumOfStages'; readonly value: number }
  /** That of the weights before a removal that was rejected. */
  | { readonly kind: 'unchangedDigest'; readonly value: string }
  | { readonly kind: 'orNull'; readonly of: Expected };

/** What stands where something else was expected. */
export type Found =
  | { readonly kind: 'nothing' | 'object' }
  | { readonly kind: 'list'; readonly count: number }
  /** As it would stand in JSON, short enough for a sentence. */
  | { readonly kind: 'value'; readonly text: string };

/** Why a model.json cannot be read. */
export type Unreadable =
  | { readonly kind: 'noJson' | 'refused' }
  | { readonly kind: 'tooLong'; readonly bytes: number; readonly most: number }
  | { readonly kind: 'tooDeep'; readonly most: number }
  | { readonly kind: 'layers'; readonly count: number; readonly most: number }
  | { readonly kind: 'weightBytes'; readonly wanted: number; readonly found: number }
  | { readonly kind: 'missingInput'; readonly layer: string }
  | { readonly kind: 'field'; readonly where: string; readonly expected: Expected; readonly found: Found };
