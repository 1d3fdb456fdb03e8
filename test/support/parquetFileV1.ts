import type { FileMetaData } from 'hyparquet';
import { ByteWriter } from 'hyparquet-writer';
import { writePageHeader } from 'hyparquet-writer/src/datapage.js';
import { writeRleBitPackedHybrid } from 'hyparquet-writer/src/encoding.js';
import { writeMetadata } from 'hyparquet-writer/src/metadata.js';
import { snappyCompress } from 'hyparquet-writer/src/snappy.js';
import type { PngRow } from './parquetFile';

/**
 * A parquet file laid out as Apache Arrow writes them by default, and so the files on public hubs: data pages of version 1
 * (levels and values compressed together, the levels' length in front), class numbers through a dictionary, paths all
 * null behind an empty dictionary, pictures plain and in two pages a row group.
 */

type Chunk = FileMetaData['row_groups'][number]['columns'][number];
type Encoding = 'PLAIN' | 'RLE_DICTIONARY';

const MAGIC = 0x31524150;
const CLASS_BITS = 4;

export function parquetFileV1(
  rows: readonly PngRow[],
  imageColumn: string,
  rowGroupSize: number,
): Uint8Array {
  const writer = new ByteWriter();
  writer.appendUint32(MAGIC);
  const groups: FileMetaData['row_groups'] = [];
  for (let first = 0; first < rows.length; first += rowGroupSize) {
    groups.push(writeGroup(writer, rows.slice(first, first + rowGroupSize), imageColumn));
  }
  const start = writer.offset;
  const optional = { repetition_type: 'OPTIONAL' } as const;
  writeMetadata(writer, {
    version: 2,
    schema: [
      { name: 'schema', num_children: 2 },
      { name: imageColumn, num_children: 2, ...optional },
      { name: 'bytes', type: 'BYTE_ARRAY', ...optional },
      { name: 'path', type: 'BYTE_ARRAY', converted_type: 'UTF8', ...optional },
      { name: 'label', type: 'INT64', ...optional },
    ],
    num_rows: BigInt(rows.length),
    row_groups: groups,
    metadata_length: 0,
  });
  writer.appendUint32(writer.offset - start);
  writer.appendUint32(MAGIC);
  return writer.getBytes();
}

function writeGroup(writer: ByteWriter, rows: readonly PngRow[], imageColumn: string) {
  const columns = [
    writeChunk(writer, [imageColumn, 'bytes'], 'BYTE_ARRAY', rows.length, () => {
      const half = Math.ceil(rows.length / 2);
      for (const part of [rows.slice(0, half), rows.slice(half)]) {
        if (part.length > 0)
          writePage(writer, levelsOf(2, part.length, 2), 'PLAIN', plainPngs(part), part.length);
      }
    }),
    writeChunk(writer, [imageColumn, 'path'], 'BYTE_ARRAY', rows.length, () => {
      writeDictionary(writer, new Uint8Array(0), 0);
      writePage(writer, levelsOf(1, rows.length, 2), 'RLE_DICTIONARY', new Uint8Array(1), rows.length);
    }),
    writeChunk(writer, ['label'], 'INT64', rows.length, () => {
      const classes = BigInt64Array.from({ length: 10 }, (_, label) => BigInt(label));
      writeDictionary(writer, new Uint8Array(classes.buffer), classes.length);
      writePage(writer, levelsOf(1, rows.length, 1), 'RLE_DICTIONARY', indicesOf(rows), rows.length);
    }),
  ];
  const size = columns.reduce((sum, { meta_data }) => sum + meta_data!.total_compressed_size, 0n);
  return { columns, total_byte_size: size, num_rows: BigInt(rows.length) };
}

function writeChunk(
  writer: ByteWriter,
  path: string[],
  type: 'BYTE_ARRAY' | 'INT64',
  count: number,
  writePages: () => void,
): Chunk {
  const start = BigInt(writer.offset);
  writePages();
  const size = BigInt(writer.offset) - start;
  const hasDictionary = path.at(-1) !== 'bytes';
  return {
    file_offset: start,
    meta_data: {
      type,
      encodings: ['PLAIN', 'RLE', 'RLE_DICTIONARY'],
      path_in_schema: path,
      codec: 'SNAPPY',
      num_values: BigInt(count),
      total_uncompressed_size: size,
      total_compressed_size: size,
      data_page_offset: start,
      ...(hasDictionary ? { dictionary_page_offset: start } : {}),
    },
  };
}

function writePage(
  writer: ByteWriter,
  levels: Uint8Array,
  encoding: Encoding,
  values: Uint8Array,
  count: number,
) {
  const page = Uint8Array.of(...new Uint8Array(Uint32Array.of(levels.length).buffer), ...levels, ...values);
  const packed = snappyCompress(page);
  writePageHeader(writer, {
    type: 'DATA_PAGE',
    uncompressed_page_size: page.length,
    compressed_page_size: packed.length,
    data_page_header: {
      num_values: count,
      encoding,
      definition_level_encoding: 'RLE',
      repetition_level_encoding: 'RLE',
    },
  });
  writer.appendBytes(packed);
}

function writeDictionary(writer: ByteWriter, values: Uint8Array, count: number): void {
  const packed = snappyCompress(values);
  writePageHeader(writer, {
    type: 'DICTIONARY_PAGE',
    uncompressed_page_size: values.length,
    compressed_page_size: packed.length,
    dictionary_page_header: { num_values: count, encoding: 'PLAIN', is_sorted: false },
  });
  writer.appendBytes(packed);
}

function levelsOf(level: number, count: number, bits: number): Uint8Array {
  const writer = new ByteWriter();
  writeRleBitPackedHybrid(writer, new Array<number>(count).fill(level), bits);
  return writer.getBytes();
}

function indicesOf(rows: readonly PngRow[]): Uint8Array {
  const writer = new ByteWriter();
  writer.appendUint8(CLASS_BITS);
  const labels = rows.map(({ label }) => label);
  writeRleBitPackedHybrid(writer, labels, CLASS_BITS);
  return writer.getBytes();
}

function plainPngs(rows: readonly PngRow[]): Uint8Array {
  const writer = new ByteWriter();
  for (const { png } of rows) {
    writer.appendUint32(png.length);
    writer.appendBytes(png);
  }
  return writer.getBytes();
}
