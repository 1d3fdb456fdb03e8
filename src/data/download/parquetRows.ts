import { type FileMetaData, parquetMetadata, parquetRead, type RowGroup } from 'hyparquet';
import { DataError } from '../dataError';
import { checkPages } from './parquetPages';
import type { RemoteFile } from './remoteFile';
import { unpackSnappy } from './snappy';

/** Pictures and class numbers from a parquet file, row group by row group, so that a part does not cost the whole. */

/** One row: the picture as a PNG file, and its class number, which nobody has checked yet. */
export interface LabelledPng {
  readonly png: Uint8Array;
  readonly label: number;
  /** File and row, for messages. */
  readonly where: string;
}

export interface ImageTable {
  readonly file: RemoteFile;
  readonly metadata: FileMetaData;
  readonly groups: readonly PlacedGroup[];
  readonly columns: readonly [image: string, label: string];
}

/** A row group: its rows [firstRow, lastRow) and the bytes [from, to) of the columns that are read. */
interface PlacedGroup {
  readonly group: RowGroup;
  readonly firstRow: number;
  readonly lastRow: number;
  readonly from: number;
  readonly to: number;
}

/** Neighbouring row groups are fetched together up to this size: some files have one for every hundred pictures. */
const SPAN_BYTES = 4 * 2 ** 20;
/** What is fetched first. A larger footer, such as one with the least and greatest picture of each group, takes a second request. */
const FOOTER_GUESS_BYTES = 2 ** 18;
const LARGEST_FOOTER_BYTES = 2 ** 24;
const TAIL_BYTES = 8;

/**
 * Reads the footer of a parquet file and checks what it promises.
 * @param rowCount how many rows there must be
 * @throws DataError for a damaged or another file; DownloadError when it cannot be fetched
 */
export async function openImageTable(
  file: RemoteFile,
  columns: readonly [image: string, label: string],
  rowCount: number,
): Promise<ImageTable> {
  const footer = await readFooter(file);
  return understood(file, () => {
    const metadata = parquetMetadata(footer, { geoparquet: false });
    if (metadata.schema.some(({ repetition_type }) => repetition_type === 'REPEATED')) {
      throw new DataError('data.wrong.parquet.lists', { fileName: file.name });
    }
    const groups = placeGroups(metadata.row_groups, columns, file.sizeBytes);
    const found = groups.at(-1)?.lastRow ?? 0;
    if (found !== rowCount) {
      throw new DataError('data.wrong.parquet.rows', { fileName: file.name, expected: rowCount, found });
    }
    return { file, metadata, groups, columns };
  });
}

/**
 * The rows [from, to), one array for each row group. Bytes are fetched only as the caller asks for more.
 * @throws DataError for a damaged file; DownloadError when it cannot be fetched
 */
export async function* readRows(table: ImageTable, from: number, to: number): AsyncGenerator<LabelledPng[]> {
  const wanted = table.groups.filter(({ firstRow, lastRow }) => firstRow < to && lastRow > from);
  for (const span of spansOf(wanted)) {
    const start = Math.min(...span.map((group) => group.from));
    const bytes = await table.file.read(start, Math.max(...span.map((group) => group.to)));
    for (const group of span) {
      const rows = await readGroup(table, group, bytes, start);
      yield rows.slice(Math.max(0, from - group.firstRow), to - group.firstRow);
    }
  }
}

async function readFooter(file: RemoteFile): Promise<Uint8Array> {
  const tail = await file.read(Math.max(0, file.sizeBytes - FOOTER_GUESS_BYTES), file.sizeBytes);
  if (tail.length < TAIL_BYTES) {
    throw new DataError('data.wrong.parquet.short', { fileName: file.name, bytes: tail.length });
  }
  const end = new DataView(tail.buffer, tail.byteOffset + tail.length - TAIL_BYTES, TAIL_BYTES);
  const size = end.getUint32(0, true) + TAIL_BYTES;
  if (size > Math.min(LARGEST_FOOTER_BYTES, file.sizeBytes)) {
    throw new DataError('data.wrong.parquet.footer', { fileName: file.name, bytes: size });
  }
  return size <= tail.length ? tail : file.read(file.sizeBytes - size, file.sizeBytes);
}

function placeGroups(
  groups: readonly RowGroup[],
  columns: readonly string[],
  sizeBytes: number,
): readonly PlacedGroup[] {
  let firstRow = 0;
  return groups.map((group) => {
    const lastRow = firstRow + Number(group.num_rows);
    const chunks = group.columns.flatMap(({ meta_data }) =>
      meta_data && columns.includes(meta_data.path_in_schema[0]!) ? [meta_data] : [],
    );
    const starts = chunks.map((chunk) => Number(chunk.dictionary_page_offset || chunk.data_page_offset));
    const from = Math.min(...starts);
    const to = Math.max(...chunks.map((chunk, i) => starts[i]! + Number(chunk.total_compressed_size)));
    if (!(from >= 0 && from < to && to <= sizeBytes && lastRow >= firstRow)) {
      throw new RangeError(`row group at bytes [${from}, ${to}) with ${group.num_rows} rows`);
    }
    const placed = { group, firstRow, lastRow, from, to };
    firstRow = lastRow;
    return placed;
  });
}

/** Runs of neighbouring groups whose bytes fit into one span; a group larger than a span is one of its own. */
function spansOf(groups: readonly PlacedGroup[]): PlacedGroup[][] {
  const spans: PlacedGroup[][] = [];
  for (const group of groups) {
    const span = spans.at(-1);
    const fits = span && group.from >= span.at(-1)!.to && group.to - span[0]!.from <= SPAN_BYTES;
    if (fits) span.push(group);
    else spans.push([group]);
  }
  return spans;
}

/** Lets hyparquet read one row group out of bytes that are here already. */
async function readGroup(
  { file, metadata, columns }: ImageTable,
  { group, firstRow, lastRow }: PlacedGroup,
  bytes: Uint8Array,
  start: number,
): Promise<LabelledPng[]> {
  const slice = (from: number, to = file.sizeBytes) =>
    bytes.slice(from - start, to - start).buffer as ArrayBuffer;
  return understood(file, async () => {
    checkPages(metadata.schema, group, columns, slice);
    let rows: Record<string, unknown>[] = [];
    await parquetRead({
      file: { byteLength: file.sizeBytes, slice },
      metadata: { ...metadata, row_groups: [group] },
      columns: [...columns],
      compressors: { SNAPPY: unpackSnappy },
      rowFormat: 'object',
      utf8: false,
      geoparquet: false,
      onComplete: (read) => {
        rows = read;
      },
    });
    if (rows.length !== lastRow - firstRow) {
      throw new DataError('data.wrong.parquet.groupRows', {
        fileName: file.name,
        expected: lastRow - firstRow,
        found: rows.length,
      });
    }
    return rows.map((row, i) => labelledPng(row, columns, `${file.name}, row ${firstRow + i}`));
  });
}

function labelledPng(
  row: Record<string, unknown>,
  [image, label]: ImageTable['columns'],
  where: string,
): LabelledPng {
  const png = (row[image] as { bytes?: unknown } | null | undefined)?.bytes;
  if (!(png instanceof Uint8Array)) {
    throw new DataError('data.wrong.parquet.noPicture', {
      fileName: where,
      column: image,
      found: typeof png,
    });
  }
  return { png, label: Number(row[label] ?? Number.NaN), where };
}

/** Whatever the reader of a damaged file stumbles over becomes a plain refusal of the file. */
async function understood<T>(file: RemoteFile, read: () => T | Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    if (cause instanceof DataError) throw cause;
    throw new DataError('data.wrong.parquet.damaged', { fileName: file.name }, { cause });
  }
}
