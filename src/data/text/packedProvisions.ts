/** The provisions as they lie in their file: gzip (RFC 1952) of this as JSON. */
export interface PackedProvisions {
  readonly classes: readonly string[];
  /** The vocabulary (wordPieces.ts). */
  readonly pieces: readonly string[];
  /** The licences that texts were cut from. */
  readonly sources: readonly (readonly [id: string, name: string, holder: string])[];
  readonly parts: Readonly<Record<'training' | 'validation' | 'guard', readonly PackedText[]>>;
}

export type PackedText = readonly [text: string, labels: readonly number[], source: number];
