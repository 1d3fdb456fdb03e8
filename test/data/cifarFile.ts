/** A CIFAR-10 binary file whose labels go round and whose planes are told apart by their values. */
export function cifarFile(count: number, firstLabel = 0): Uint8Array {
  const bytes = new Uint8Array(count * 3073);
  for (let record = 0; record < count; record++) {
    bytes[record * 3073] = (firstLabel + record) % 10;
    for (let i = 0; i < 3072; i++) bytes[record * 3073 + 1 + i] = cifarByte(record, i >> 10, i & 1023);
  }
  return bytes;
}

export function cifarByte(record: number, channel: number, pixel: number): number {
  return (80 * channel + 7 * record + (pixel % 61)) % 256;
}
