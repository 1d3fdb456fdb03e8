/** Of several labels each becomes the one so many places on, round the end; in place. */
export function shiftClasses(row: Uint8Array, shift: number): void {
  const before = row.slice();
  for (let k = 0; k < row.length; k++) row[(k + shift) % row.length] = before[k]!;
}
