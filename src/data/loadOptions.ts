import type { ImageSet } from './dataset';
import type { ReadShipped } from './shipped/readShipped';

/** A file as the lab gets it: its name, with the folders above it where they are known ("train/cat/1.png"). */
export interface NamedBytes {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What a download is kept in: the part of the Cache API that the lab uses, so that a test can bring its own. */
export interface CacheLike {
  match(key: string): Promise<Response | undefined>;
  put(key: string, response: Response): Promise<void>;
  delete(key: string): Promise<boolean>;
}

/** Pictures for a model that takes large ones: squares of this side, in colour or not. */
export interface PictureFit {
  readonly side: number;
  readonly isColour: boolean;
}

/** The levels of a still WebP picture, red, green, blue and alpha. @throws Error with the reason where it is damaged */
export type DecodePicture = (
  bytes: Uint8Array<ArrayBuffer>,
) => Promise<{ readonly width: number; readonly height: number; readonly data: ArrayLike<number> }>;

/** Of the formats that a browser decodes by itself. */
export interface PictureDecoders {
  readonly webp: DecodePicture;
  readonly jpeg: DecodePicture;
}

/** What a source may need; each takes what it uses and leaves the rest. */
export interface LoadOptions {
  /** For data made from a seed. */
  readonly seed: number;
  /** For data read from the user's files. */
  readonly files: readonly NamedBytes[];
  /** For data that come with the lab as files; where it is absent there are none. */
  readonly readShipped?: ReadShipped;
  /** Decode pictures where there is no browser to do it; such pictures are refused where they are absent too. */
  readonly decoders?: PictureDecoders | undefined;
  /** Take only this many training images, the first of each class in equal number; all of them where absent. */
  readonly trainingLimit?: number;
  /** How pictures are to lie for a model that takes larger ones; absent: as the lab has them. */
  readonly pictures?: PictureFit | undefined;
  /** Called with the share done, from 0 to 1. */
  readonly onProgress?: (fraction: number) => void;
  /** Called with the first training images where they are there long before the others: by data that come in pieces. */
  readonly onFirst?: (first: ImageSet) => void;
  /** Stops the loading: the promise is then rejected with the signal's reason. */
  readonly signal?: AbortSignal;
  /** For downloads; the platform's own where absent. */
  readonly fetch?: typeof fetch;
  /** For what takes long to have; none is used where absent and the platform has none. */
  readonly cache?: CacheLike;
}
