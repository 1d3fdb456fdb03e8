/** Counts what goes to the real device and what comes back, by standing before its methods; every device of the page. */
export interface DeviceTraffic {
  submissions: number;
  readBacks: number;
  /** The bytes of every upload, by writeBuffer or into a buffer that is mapped when it is made. */
  readonly uploads: Uint8Array[];
}

/** Counts what `work` does. */
export async function watchDevice<T>(
  work: () => Promise<T>,
): Promise<{ readonly result: T; readonly traffic: DeviceTraffic }> {
  const traffic: DeviceTraffic = { submissions: 0, readBacks: 0, uploads: [] };
  const { submit, writeBuffer } = GPUQueue.prototype;
  const { createBuffer } = GPUDevice.prototype;
  const { mapAsync, getMappedRange, unmap } = GPUBuffer.prototype;
  const mapped = new WeakMap<GPUBuffer, ArrayBuffer>();
  GPUQueue.prototype.submit = function (buffers) {
    traffic.submissions += 1;
    submit.call(this, buffers);
  };
  GPUQueue.prototype.writeBuffer = function (...given: Parameters<typeof writeBuffer>) {
    const data = given[2];
    const bytes = ArrayBuffer.isView(data)
      ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
      : new Uint8Array(data as ArrayBuffer);
    traffic.uploads.push(bytes.slice());
    writeBuffer.apply(this, given);
  };
  GPUBuffer.prototype.mapAsync = function (mode, ...rest) {
    if (mode === GPUMapMode.READ) traffic.readBacks += 1;
    return mapAsync.call(this, mode, ...rest);
  };
  GPUDevice.prototype.createBuffer = function (descriptor) {
    const buffer = createBuffer.call(this, descriptor);
    if (descriptor.mappedAtCreation) mapped.set(buffer, new ArrayBuffer(0));
    return buffer;
  };
  GPUBuffer.prototype.getMappedRange = function (...given) {
    const range = getMappedRange.apply(this, given);
    if (mapped.has(this)) mapped.set(this, range);
    return range;
  };
  GPUBuffer.prototype.unmap = function () {
    const range = mapped.get(this);
    if (range) traffic.uploads.push(new Uint8Array(range).slice());
    mapped.delete(this);
    unmap.call(this);
  };
  try {
    return { result: await work(), traffic };
  } finally {
    Object.assign(GPUQueue.prototype, { submit, writeBuffer });
    Object.assign(GPUDevice.prototype, { createBuffer });
    Object.assign(GPUBuffer.prototype, { mapAsync, getMappedRange, unmap });
  }
}

/** Whether any upload holds these bytes one after another. */
export function holds({ uploads }: DeviceTraffic, wanted: Uint8Array): boolean {
  return uploads.some((upload) => {
    for (let at = upload.indexOf(wanted[0]!); at >= 0; at = upload.indexOf(wanted[0]!, at + 1)) {
      if (wanted.every((byte, i) => upload[at + i] === byte)) return true;
    }
    return false;
  });
}
