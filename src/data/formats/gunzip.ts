import { DataError } from '../dataError';

/**
 * Unpacks a gzip file (RFC 1952) with the platform's own DecompressionStream, as browsers and Node 20 have it, and
 * stops when more comes out than a limit allows: a small archive can unpack to gigabytes.
 */

/** Whether the bytes begin as a gzip file does. */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/**
 * The content of a gzip file of one member.
 * @throws DataError when the stream is damaged or cut short, when bytes follow it, or when more than `limitBytes`
 * come out
 */
export async function gunzip(bytes: Uint8Array, fileName: string, limitBytes: number): Promise<Uint8Array> {
  const content = await collect(unpackedChunks(bytes, fileName), fileName, limitBytes);
  // Platforms differ on bytes after the end of the stream (an error here, ignored there): the last four bytes of a
  // whole file are the length of its content, so this check makes them agree.
  const end = new DataView(bytes.buffer, bytes.byteOffset + bytes.length - 4, 4);
  const declared = end.getUint32(0, true);
  if (declared !== content.length % 2 ** 32) {
    throw new DataError('data.wrong.gzip.length', { fileName, bytes: content.length, declared });
  }
  return content;
}

async function* unpackedChunks(bytes: Uint8Array, fileName: string): AsyncGenerator<Uint8Array> {
  const reader = new Blob([new Uint8Array(bytes)])
    .stream()
    .pipeThrough(new DecompressionStream('gzip'))
    .getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read().catch((cause: unknown) => {
        throw damaged(fileName, cause);
      });
      if (done) return;
      yield value;
    }
  } finally {
    // Frees the decompressor where the reader stops early; after an error there is nothing left to free.
    await reader.cancel().catch(() => undefined);
  }
}

function damaged(fileName: string, cause: unknown): DataError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new DataError('data.wrong.gzip.broken', { fileName, reason }, { cause });
}

async function collect(
  chunks: AsyncIterable<Uint8Array>,
  fileName: string,
  limitBytes: number,
): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of chunks) {
    length += part.length;
    if (length > limitBytes) {
      throw new DataError('data.wrong.gzip.tooLarge', { fileName, most: limitBytes });
    }
    parts.push(part);
  }
  const content = new Uint8Array(length);
  let offset = 0;
  for (const part of parts) {
    content.set(part, offset);
    offset += part.length;
  }
  return content;
}
