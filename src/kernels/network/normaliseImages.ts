import code from '../../../shaders/network/normaliseImages.wgsl?raw';
import { defineKernel } from '../../gpu/defineKernel';
import type { RunList } from '../../gpu/runList';

export const normaliseImagesKernel = defineKernel({
  name: 'normaliseImages',
  code,
  params: { rows: 'u32', size: 'u32', channels: 'u32' },
  bindings: { images: 'read', levels: 'read', places: 'read', output: 'read_write' },
  workgroups: ({ rows, size }) => ({ invocations: rows * Math.ceil(size / 4) }),
});

export interface NormaliseImagesSizes {
  /** Images of the output. */
  readonly rows: number;
  /** Bytes of an image. */
  readonly size: number;
  readonly channels: number;
}

/** Bytes as the kernel reads them: four a word, and one word more. */
export function packImages(images: Uint8Array): Int32Array {
  const words = new Int32Array(Math.ceil(images.length / 4) + 1);
  new Uint8Array(words.buffer).set(images);
  return words;
}

/**
 * Records images out of a set as normalised float32.
 * @param buffers images: see packImages; levels: channels x 256 (normalisedLevels in src/data/dataset.ts); places: of each row in the set; output: rows x size
 * @throws RangeError when a size is not from 1, or there is more than 32 bits can count
 */
export function recordNormaliseImages(
  list: RunList,
  { rows, size, channels }: NormaliseImagesSizes,
  buffers: {
    readonly images: GPUBuffer;
    readonly levels: GPUBuffer;
    readonly places: GPUBuffer;
    readonly output: GPUBuffer;
  },
): void {
  if (!(rows >= 1 && size >= 1 && channels >= 1) || rows * size > 2 ** 32) {
    throw new RangeError(
      `normaliseImages needs sizes from 1 and at most 2^32 entries, got ${rows} images of ${size} bytes in ${channels} channel(s)`,
    );
  }
  list.dispatch(normaliseImagesKernel, { rows, size, channels }, buffers);
}
