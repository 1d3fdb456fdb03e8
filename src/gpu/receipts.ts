/**
 * Receipts: whether everything that was submitted was done. A single word travels through a ring of cells, one cell a submission, whoever
 * submits, tfjs too. A submission that is lost or refused does not move it, and from there on it stands still: it is then in another cell
 * than the count of submissions says, and its cell tells which one was the first.
 */

/** Cells of the ring, half of them in each of two buffers: a copy needs two. Only as many lost in a row would go unseen. */
const cells = 2048;
/** The word itself: no kernel writes it by accident into a buffer that it does not know. */
const word = 0x1e7e_c0de;

/** The first submission that was not done, by its label. */
export interface LostSubmission {
  readonly label: string;
}

export interface Receipts {
  /** Records a copy of the word as it will be when the caller submits next: nothing may be submitted in between. */
  record(encoder: GPUCommandEncoder, to: GPUBuffer, toByte: number): void;
  /** Whether the four bytes that were copied are the word. */
  isReceipt(copied: number): boolean;
  /** Looks for the word and puts it back where it belongs. */
  findLost(): Promise<LostSubmission | null>;
  /** How many submissions there were. */
  count(): number;
  /** Notes that the first so many submissions were done. */
  confirm(submissions: number): void;
  /** Whether that is known of all there were. */
  areAllDone(): boolean;
}

/** Puts the word on its way: every submission to the device's queue moves it from here on. */
export function openReceipts(device: GPUDevice): Receipts {
  const { queue } = device;
  const usage = GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
  const rings = [0, 1].map((side) =>
    device.createBuffer({ label: `receipts ${side}`, size: 2 * cells, usage }),
  ) as [GPUBuffer, GPUBuffer];
  const cellOf = (submission: number) => {
    const cell = submission % cells;
    return { ring: rings[(cell % 2) as 0 | 1], byte: 4 * Math.floor(cell / 2) };
  };
  const labels: string[] = new Array(cells).fill('');
  let submitted = 0;
  let confirmed = 0;
  const place = () => {
    for (const ring of rings) queue.writeBuffer(ring, 0, new Uint32Array(cells / 2));
    const { ring, byte } = cellOf(submitted);
    queue.writeBuffer(ring, byte, Uint32Array.of(word));
  };
  place();

  const submit = (buffers: Iterable<GPUCommandBuffer>) =>
    Object.getPrototypeOf(queue).submit.call(queue, buffers);
  queue.submit = (given) => {
    const buffers = [...given];
    labels[submitted % cells] = buffers.map(({ label }) => label).join(', ');
    const encoder = device.createCommandEncoder({ label: 'receipt' });
    const [from, to] = [cellOf(submitted), cellOf(submitted + 1)];
    encoder.copyBufferToBuffer(from.ring, from.byte, to.ring, to.byte, 4);
    encoder.clearBuffer(from.ring, from.byte, 4);
    submitted += 1;
    return submit([...buffers, encoder.finish()]);
  };

  return {
    record(encoder, to, toByte) {
      const { ring, byte } = cellOf(submitted);
      encoder.copyBufferToBuffer(ring, byte, to, toByte, 4);
    },
    isReceipt: (copied) => copied === word,
    async findLost() {
      // As it is when the rings are copied: others may submit while they are read.
      const expected = submitted % cells;
      const at = await readRings(device, rings, submit);
      if (at === expected) return null;
      const label = at === null ? '' : labels[at]!;
      place();
      return { label };
    },
    count: () => submitted,
    confirm(submissions) {
      confirmed = Math.max(confirmed, submissions);
    },
    areAllDone: () => confirmed === submitted,
  };
}

/** The cell with the word, or null; read by a submission that does not count. */
async function readRings(
  device: GPUDevice,
  rings: readonly [GPUBuffer, GPUBuffer],
  submit: (buffers: GPUCommandBuffer[]) => void,
): Promise<number | null> {
  const staging = device.createBuffer({
    label: 'read receipts',
    size: 4 * cells,
    usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST,
  });
  try {
    const encoder = device.createCommandEncoder({ label: 'read receipts' });
    rings.forEach((ring, side) => {
      encoder.copyBufferToBuffer(ring, 0, staging, 2 * cells * side, 2 * cells);
    });
    submit([encoder.finish()]);
    await staging.mapAsync(GPUMapMode.READ);
    const words = new Uint32Array(staging.getMappedRange());
    const found = words.indexOf(word);
    return found < 0 ? null : 2 * (found % (cells / 2)) + Math.floor(found / (cells / 2));
  } finally {
    staging.destroy();
  }
}
