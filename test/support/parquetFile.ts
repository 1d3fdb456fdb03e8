import { encode } from 'fast-png';
import { parquetWriteBuffer } from 'hyparquet-writer';
import type { ImageSet, ImageShape } from '../../src/data/dataset';

/** Parquet files as public data-set hubs keep images in: a struct of PNG bytes and a path, and an INT64 class number. */

export interface PngRow {
  readonly png: Uint8Array;
  readonly label: number;
}

/** Every image of the set as a PNG file. */
export function pngRows({ count, images, labels }: ImageSet, shape: ImageShape): PngRow[] {
  const [height, width, channels] = shape;
  const size = height * width * channels;
  return Array.from({ length: count }, (_, row) => ({
    png: encode({ width, height, channels, data: images.subarray(row * size, (row + 1) * size) }),
    label: labels[row]!,
  }));
}

/** @param rowGroupSize rows of a row group; files on hubs have from 100 to some thousands */
export function parquetFile(rows: readonly PngRow[], imageColumn: string, rowGroupSize: number): Uint8Array {
  const buffer = parquetWriteBuffer({
    schema: [
      { name: 'schema', num_children: 2 },
      { name: imageColumn, num_children: 2, repetition_type: 'OPTIONAL' },
      { name: 'bytes', type: 'BYTE_ARRAY', repetition_type: 'OPTIONAL' },
      { name: 'path', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' },
      { name: 'label', type: 'INT64', repetition_type: 'OPTIONAL' },
    ],
    columnData: [
      { name: imageColumn, data: rows.map(({ png }, row) => ({ bytes: png, path: `${row}.png` })) },
      { name: 'label', data: BigInt64Array.from(rows, ({ label }) => BigInt(label)) },
    ],
    rowGroupSize,
  });
  return new Uint8Array(buffer);
}
