import { getFloat16 } from '@petamoriken/float16';
import type { NumberKind } from './numberArray';

/** The types of numbers that NumPy writes. */
export interface NumberType {
  readonly sizeBytes: number;
  readonly kind: NumberKind;
  read(view: DataView, offset: number, isLittleEndian: boolean): number;
}

const whole = (sizeBytes: number, read: NumberType['read']): NumberType => ({
  sizeBytes,
  kind: 'whole',
  read,
});
const float = (sizeBytes: number, read: NumberType['read']): NumberType => ({
  sizeBytes,
  kind: 'float',
  read,
});

const scratch = new DataView(new ArrayBuffer(4));

/** By NumPy's code after the byte order, kind and bytes: b1 booleans, u unsigned, i signed, f floating; and bf2, which NumPy has not: the upper half of f4. */
export const NUMBER_TYPES: Readonly<Record<string, NumberType | undefined>> = {
  b1: { sizeBytes: 1, kind: 'boolean', read: (view, at) => view.getUint8(at) },
  u1: whole(1, (view, at) => view.getUint8(at)),
  i1: whole(1, (view, at) => view.getInt8(at)),
  u2: whole(2, (view, at, little) => view.getUint16(at, little)),
  i2: whole(2, (view, at, little) => view.getInt16(at, little)),
  u4: whole(4, (view, at, little) => view.getUint32(at, little)),
  i4: whole(4, (view, at, little) => view.getInt32(at, little)),
  u8: whole(8, (view, at, little) => Number(view.getBigUint64(at, little))),
  i8: whole(8, (view, at, little) => Number(view.getBigInt64(at, little))),
  f2: float(2, (view, at, little) => getFloat16(view, at, little)),
  bf2: float(2, (view, at, little) => {
    scratch.setUint16(0, view.getUint16(at, little));
    return scratch.getFloat32(0);
  }),
  f4: float(4, (view, at, little) => view.getFloat32(at, little)),
  f8: float(8, (view, at, little) => view.getFloat64(at, little)),
};
