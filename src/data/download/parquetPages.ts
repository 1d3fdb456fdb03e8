import type { FileMetaData, RowGroup } from 'hyparquet';
import { parquetHeader } from 'hyparquet/src/column.js';
import { getMaxDefinitionLevel, getSchemaPath } from 'hyparquet/src/schema.js';
import { unpackSnappy } from './snappy';

/**
 * Checks the pages of a row group before they are decoded. A damaged page can promise two thousand million values in
 * a run of a few bytes, or send the reader backwards; a decoder that goes by it fills the memory or never ends.
 * Layout of pages and runs: the Parquet format's "Data Pages" and "Run Length Encoding / Bit-Packing Hybrid".
 */

type Header = ReturnType<typeof parquetHeader>;
type Chunk = NonNullable<RowGroup['columns'][number]['meta_data']>;

/** Writers cut pages, and stop growing dictionaries, at about 1 MB. */
const LARGEST_PAGE_BYTES = 64 * 2 ** 20;
/** Enough to count the values of such a page. */
const WIDEST_BITS = 24;

/**
 * @param columns the top-level columns that will be decoded; the other columns are not looked at
 * @param slice gives the file's bytes [from, to)
 * @throws RangeError for a page that promises more than there is, or that is none of the kinds the lab reads
 */
export function checkPages(
  schema: FileMetaData['schema'],
  group: RowGroup,
  columns: readonly string[],
  slice: (from: number, to: number) => ArrayBuffer,
): void {
  for (const { meta_data: chunk } of group.columns) {
    if (!chunk || !columns.includes(chunk.path_in_schema[0]!)) continue;
    const levels = getMaxDefinitionLevel(getSchemaPath(schema, chunk.path_in_schema));
    const from = Number(chunk.dictionary_page_offset || chunk.data_page_offset);
    const bytes = new Uint8Array(slice(from, from + Number(chunk.total_compressed_size)));
    const reader = { view: new DataView(bytes.buffer), offset: 0 };
    while (reader.offset < bytes.length) {
      const header = parquetHeader(reader);
      checkSizes(header, Number(group.num_rows), bytes.length - reader.offset);
      const page = bytes.subarray(reader.offset, reader.offset + header.compressed_page_size);
      checkRunsOfPage(header, page, chunk, levels);
      reader.offset += page.length;
    }
  }
}

function checkSizes(header: Header, rowCount: number, bytesLeft: number): void {
  within('page bytes', header.compressed_page_size, bytesLeft);
  within('unpacked page bytes', header.uncompressed_page_size, LARGEST_PAGE_BYTES);
  within('values of a page', valueCount(header), rowCount);
}

function within(what: string, value: number, limit: number): void {
  if (!(value >= 0 && value <= limit)) throw new RangeError(`${what}: ${value}, where 0 to ${limit} can be`);
}

function valueCount(header: Header): number {
  const part = header.data_page_header ?? header.data_page_header_v2 ?? header.dictionary_page_header;
  return part?.num_values ?? -1;
}

/** The runs of a data page: definition levels, then indices into the dictionary where it has one. */
function checkRunsOfPage(header: Header, page: Uint8Array, chunk: Chunk, levels: number): void {
  if (header.type === 'DICTIONARY_PAGE') return;
  const count = valueCount(header);
  const { encoding, values } =
    header.type === 'DATA_PAGE'
      ? openPage(header, page, chunk, levels)
      : openPageV2(header, page, chunk, levels);
  if (encoding === 'PLAIN') return;
  if (encoding !== 'PLAIN_DICTIONARY' && encoding !== 'RLE_DICTIONARY') {
    throw new RangeError(`encoding ${encoding}, where PLAIN or a dictionary can be`);
  }
  checkRuns(values.subarray(1), values[0] ?? 0, count);
}

function openPage(header: Header, page: Uint8Array, chunk: Chunk, levels: number) {
  const unpacked = unpack(page, header.uncompressed_page_size, chunk);
  const encoding = header.data_page_header?.encoding;
  if (levels === 0) return { encoding, values: unpacked };
  const size = new DataView(unpacked.buffer, unpacked.byteOffset).getUint32(0, true);
  within('bytes of levels', size, unpacked.length - 4);
  checkLevels(unpacked.subarray(4, 4 + size), levels, valueCount(header));
  return { encoding, values: unpacked.subarray(4 + size) };
}

function openPageV2(header: Header, page: Uint8Array, chunk: Chunk, levels: number) {
  const part = header.data_page_header_v2;
  if (!part) throw new RangeError(`page of type ${header.type}`);
  const size = part.definition_levels_byte_length;
  within('bytes of repetition levels', part.repetition_levels_byte_length, 0);
  within('bytes of levels', size, Math.min(page.length, header.uncompressed_page_size));
  within('nulls', part.num_nulls, part.num_values);
  if (levels > 0) checkLevels(page.subarray(0, size), levels, part.num_values);
  const packed = page.subarray(size);
  const values = part.is_compressed ? unpack(packed, header.uncompressed_page_size - size, chunk) : packed;
  return { encoding: part.encoding, values };
}

function unpack(page: Uint8Array, sizeBytes: number, { codec }: Chunk): Uint8Array {
  if (codec === 'UNCOMPRESSED') return page;
  if (codec !== 'SNAPPY') throw new RangeError(`compression ${codec}, where SNAPPY or none can be`);
  return unpackSnappy(page, sizeBytes);
}

/** Definition levels: there must be one for each value, for the decoder goes on until it has as many. */
function checkLevels(bytes: Uint8Array, levels: number, count: number): void {
  const found = checkRuns(bytes, bitsFor(levels), count);
  if (found < count) throw new RangeError(`${found} levels for ${count} values`);
}

/**
 * @returns how many values the runs hold
 * @throws RangeError when they hold more than count, up to the padding of the last eight
 */
function checkRuns(bytes: Uint8Array, width: number, count: number): number {
  within('bits of a value', width, WIDEST_BITS);
  let offset = 0;
  let seen = 0;
  while (seen < count && offset < bytes.length) {
    let head = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[offset++] ?? 0;
      head += (byte & 127) * 2 ** shift;
      if (byte < 128) break;
    }
    const packed = head % 2 === 1;
    const values = packed ? ((head - 1) / 2) * 8 : head / 2;
    within('values of a run', values, count - seen + (packed && width > 0 ? 7 : 0));
    offset += packed ? (values / 8) * width : Math.ceil(width / 8);
    seen += values;
  }
  return seen;
}

function bitsFor(largest: number): number {
  return 32 - Math.clz32(largest);
}
