import type { Text } from '../../words/catalogue';
import type { DatasetParts, ImageSet, ImageShape, Levels } from '../dataset';
import type { KnownData } from '../knownData';
import type { PictureDecoders, PictureFit } from '../loadOptions';
import type { Entry } from './entry';
import type { Limits } from './limits';

/** The formats that a data set can have. */
export type FileKind = 'idx' | 'cifar' | 'npy' | 'pickle' | 'table' | 'texts' | 'picture';

/** What a reader makes of files of one format. */
export interface Pieces {
  readonly training: ImageSet;
  /** Absent where the files have no such part. */
  readonly validation?: ImageSet | undefined;
  readonly test?: ImageSet | undefined;
  readonly shape: ImageShape;
  readonly classNames: readonly string[];
  readonly format: FileKind;
  /** The data set that the format stands for, whatever the pixels are. */
  readonly known?: KnownData;
  /** A file to name when the training part is not fit for use; null for pictures, of which each is a file. */
  readonly fileName: string | null;
  readonly notes: readonly Text[];
  /** Files beside the data that say something of them: not left out. */
  readonly used?: readonly Entry[];
  /** Of texts: the vocabulary that their pieces are of. */
  readonly text?: DatasetParts['text'];
  /** How numbers became pixels, where they were no bytes. */
  readonly levels?: Levels | undefined;
}

/** What readers share: limits, and a pause now and then in which a cancel can come through. */
export interface ReadContext {
  readonly limits: Limits;
  /** So many training images are wanted: of a set that is too large the others need not be read. */
  readonly trainingLimit?: number | undefined;
  /** Pictures for a model that takes large ones. */
  readonly pictures?: PictureFit | undefined;
  /** For JPEG and WebP pictures where there is no browser. */
  readonly decoders?: PictureDecoders | undefined;
  /** Reports the share read, lets the thread do other work now and then, and throws when the reading was cancelled. */
  pause(fraction: number): Promise<void>;
}

/** "0", "1", ... for classes that have no names. */
export function numberedClasses(count: number): string[] {
  return Array.from({ length: count }, (_, label) => String(label));
}

/** One more than the largest label. */
export function countClasses(...labelArrays: readonly Uint8Array[]): number {
  let largest = 0;
  for (const labels of labelArrays) for (const label of labels) if (label > largest) largest = label;
  return largest + 1;
}
