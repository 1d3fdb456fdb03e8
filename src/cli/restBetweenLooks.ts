/**
 * How Dawn waits in Node. While something is to come from its device it looks again and again whether it has come, by `setImmediate`: a core is busy with nothing else meanwhile, and a
 * software adapter computes on the same cores. Between two looks it rests here.
 */

/** Milliseconds between two looks: the least that a timer of Node takes. */
const REST_MS = 1;

let isResting = false;

/** Dawn's look is a native function that has no name and takes nothing. A function of JavaScript has its text, what is bound a name, and what settles a promise takes a value. */
function isLook(callback: unknown): callback is () => void {
  return (
    typeof callback === 'function' &&
    callback.name === '' &&
    callback.length === 0 &&
    Function.prototype.toString.call(callback).includes('[native code]')
  );
}

/** Lets Dawn rest between two looks from now on; what anybody else gives to `setImmediate` runs as before. */
export function restBetweenLooks(): void {
  if (isResting) return;
  isResting = true;
  const { setImmediate } = globalThis;
  const patient = (callback: (...given: unknown[]) => void, ...given: unknown[]) =>
    isLook(callback) ? setTimeout(callback, REST_MS) : setImmediate(callback, ...given);
  globalThis.setImmediate = Object.defineProperties(
    patient,
    Object.getOwnPropertyDescriptors(setImmediate),
  ) as unknown as typeof setImmediate;
}
