import { joinBytes } from '../joinBytes';
import { DownloadError } from './downloadError';

/** What a transfer needs and whom it tells. */
export interface Transfer {
  /** What is fetched, for messages: the name of the data set. */
  readonly what: string;
  readonly fetch: typeof fetch;
  readonly signal?: AbortSignal | undefined;
  /** Called with the number of bytes of each piece that arrives. */
  readonly onBytes?: ((count: number) => void) | undefined;
  /** A transfer that gives no byte for so long has failed. */
  readonly patienceMs?: number | undefined;
}

/** A file on a host, of which parts can be read. */
export interface RemoteFile {
  readonly name: string;
  readonly sizeBytes: number;
  /** The bytes [from, to). */
  read(from: number, to: number): Promise<Uint8Array>;
}

const PATIENCE_MS = 30_000;
/** No file may be larger than this: CIFAR-10's largest is 120 MB. */
const LARGEST_FILE_BYTES = 512 * 2 ** 20;

/**
 * Opens a file for reading in parts: its size by a HEAD request, its bytes by range requests; browsers that follow
 * the Fetch standard send no preflight request before either. Where that does not work, the whole file is fetched once.
 * @throws DownloadError when the host cannot be reached, refuses, stops sending or sends another amount than it said;
 * the signal's reason when that says stop
 */
export async function openRemoteFile(url: string, transfer: Transfer): Promise<RemoteFile> {
  const name = url.slice(url.lastIndexOf('/') + 1);
  const sizeBytes = await orNothing(askSize(url, transfer));
  if (sizeBytes === undefined) return fileInMemory(name, await fetchWhole(url, transfer));
  let whole: RemoteFile | undefined;
  let givesRanges = false;
  return {
    name,
    sizeBytes,
    async read(from, to) {
      if (whole) return whole.read(from, to);
      const range = fetchRange(url, from, to, transfer);
      const bytes = await (givesRanges ? range : orNothing(range));
      if (bytes) {
        givesRanges = true;
        return bytes;
      }
      whole = fileInMemory(name, await fetchWhole(url, transfer));
      return whole.read(from, to);
    },
  };
}

function fileInMemory(name: string, bytes: Uint8Array): RemoteFile {
  return { name, sizeBytes: bytes.length, read: async (from, to) => bytes.subarray(from, to) };
}

/** The host's answer, or undefined where it refuses: there is another way to ask. Who was silent for so long is not asked again. */
function orNothing<T>(answer: Promise<T>): Promise<T | undefined> {
  return answer.catch((error) => {
    if (error instanceof DownloadError && !(error instanceof SilentHost)) return undefined;
    throw error;
  });
}

class SilentHost extends DownloadError<'data.download.silent'> {}

/** The size that the host states, if it answers a HEAD request at all. */
function askSize(url: string, transfer: Transfer): Promise<number | undefined> {
  return exchange(url, { method: 'HEAD' }, transfer, async (response) => {
    refuseBadStatus(response, url, transfer);
    return statedLength(response);
  });
}

/** The bytes [from, to), or undefined when the host answers with the whole file. */
function fetchRange(url: string, from: number, to: number, transfer: Transfer) {
  const headers = { Range: `bytes=${from}-${to - 1}` };
  return exchange(url, { headers }, transfer, async (response, arrived) => {
    refuseBadStatus(response, url, transfer);
    if (response.status === 206) return receive(response, url, transfer, arrived, to - from);
    await response.body?.cancel();
    return undefined;
  });
}

function fetchWhole(url: string, transfer: Transfer): Promise<Uint8Array> {
  return exchange(url, {}, transfer, (response, arrived) => {
    refuseBadStatus(response, url, transfer);
    return receive(response, url, transfer, arrived);
  });
}

function refuseBadStatus(response: Response, url: string, transfer: Transfer): void {
  if (!response.ok)
    throw new DownloadError('data.download.refused', {
      ...where(url, transfer),
      status: `${response.status} ${response.statusText}`.trim(),
    });
}

/** Sends a request and hands the answer on; gives up when nothing arrives for too long, or when the signal says stop. */
async function exchange<T>(
  url: string,
  request: RequestInit,
  transfer: Transfer,
  take: (response: Response, arrived: () => void) => Promise<T>,
): Promise<T> {
  const patienceMs = transfer.patienceMs ?? PATIENCE_MS;
  const end = new AbortController();
  let isSilent = false;
  const wait = () =>
    setTimeout(() => {
      isSilent = true;
      end.abort();
    }, patienceMs);
  let timer = wait();
  const arrived = () => {
    clearTimeout(timer);
    timer = wait();
  };
  transfer.signal?.throwIfAborted();
  // By hand, not by AbortSignal.any: what follows two signals is held by neither, and may be collected while a request waits for it.
  const onStop = () => end.abort(transfer.signal?.reason);
  transfer.signal?.addEventListener('abort', onStop);
  // Not left to fetch alone: an implementation that loses the signal must not keep anybody waiting.
  const givenUp = new Promise<never>((_, reject) => {
    end.signal.addEventListener('abort', () => reject(end.signal.reason));
  });
  givenUp.catch(() => undefined);
  let trouble: 'unreachable' | 'brokeOff' = 'unreachable';
  try {
    const response = await Promise.race([transfer.fetch(url, { ...request, signal: end.signal }), givenUp]);
    trouble = 'brokeOff';
    return await Promise.race([take(response, arrived), givenUp]);
  } catch (error) {
    transfer.signal?.throwIfAborted();
    if (isSilent) {
      const values = { ...where(url, transfer), seconds: patienceMs / 1000 };
      throw new SilentHost('data.download.silent', values, { cause: error });
    }
    if (error instanceof DownloadError) throw error;
    throw new DownloadError(`data.download.${trouble}`, where(url, transfer), { cause: error });
  } finally {
    clearTimeout(timer);
    transfer.signal?.removeEventListener('abort', onStop);
  }
}

/** The body's bytes, of which there must be as many as expected, or else as the host says. */
async function receive(
  response: Response,
  url: string,
  transfer: Transfer,
  arrived: () => void,
  expected = statedLength(response),
): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let received = 0;
  for await (const piece of piecesOf(response)) {
    arrived();
    pieces.push(piece);
    received += piece.length;
    transfer.onBytes?.(piece.length);
    if (received > (expected ?? LARGEST_FILE_BYTES)) {
      const most = expected ?? LARGEST_FILE_BYTES;
      throw new DownloadError('data.download.tooMuch', { ...where(url, transfer), most });
    }
  }
  if (expected !== undefined && received < expected) {
    throw new DownloadError('data.download.tooLittle', { ...where(url, transfer), received, expected });
  }
  return joinBytes(pieces);
}

function statedLength(response: Response): number | undefined {
  const length = Number(response.headers.get('content-length'));
  return length > 0 && !response.headers.get('content-encoding') ? length : undefined;
}

async function* piecesOf(response: Response): AsyncGenerator<Uint8Array> {
  const reader = response.body?.getReader();
  if (!reader) return;
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

function where(url: string, { what }: Transfer): { what: string; host: string } {
  return { what, host: new URL(url).host };
}
