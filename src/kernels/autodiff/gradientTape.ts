/**
 * Why tfjs 4.22 gets a gradient of a gradient wrong, and the remedy.
 *
 * For the way back tfjs keeps copies of a kernel's inputs and outputs, and notes each copy on the tape, so that a second gradient can
 * pass through it. But it notes the copies before the kernel itself. Walking the tape forwards, "what depends on x?", it meets the copy
 * of an output before the kernel that makes that output depend on x: the copy counts as a constant, and the path through it is lost.
 * Every gradient written in terms of its own output suffers: silently wrong for tanh (1 - y^2) and sigmoid (y (1 - y)), "cannot
 * compute gradient" where that was the only path (exp, logSoftmax). The remedy is to note the kernel first.
 *
 * One wrong answer is left: an operation with a custom gradient that keeps neither inputs nor outputs but something it computed on
 * the way (tf.losses.softmaxCrossEntropy keeps log-probabilities). That never was on the tape, so a second gradient through it
 * is refused.
 */

import * as tf from '@tensorflow/tfjs';

/** What the tape holds of one kernel, or of one copy. */
interface TapeNode {
  readonly inputs: tf.NamedTensorMap;
  readonly outputs: readonly tf.Tensor[];
  gradient?: (upstream: readonly tf.Tensor[]) => unknown;
}

/** The part of tfjs's engine that writes the tape; private in its types. */
interface TapeWriter {
  readonly state: { readonly activeTape: TapeNode[]; readonly gradientDepth: number };
  addTapeNode(
    name: string,
    inputs: tf.NamedTensorMap,
    outputs: readonly tf.Tensor[],
    gradient: unknown,
    saved: readonly tf.Tensor[],
    attributes: unknown,
  ): void;
}

const repaired = new WeakSet<TapeWriter>();

/**
 * Repairs the tape as said above. Calling it again changes nothing more.
 * @param constants inputs that a kernel's result does not change with, but in jumps, by the kernel's name: they are left off the tape. A gradient of zeros would be
 * added to others, as large as a layer's output.
 */
export function repairTape(constants: Readonly<Record<string, readonly string[]>> = {}): void {
  const engine = tf.engine() as unknown as TapeWriter;
  if (repaired.has(engine)) return;
  repaired.add(engine);
  const addTapeNode = engine.addTapeNode.bind(engine);
  engine.addTapeNode = (name, inputs, outputs, gradient, saved, attributes) => {
    const left = constants[name] ? withoutNames(inputs, constants[name]) : inputs;
    addTapeNode(name, left, outputs, gradient, saved, attributes);
    if (saved.length === 0) return;
    const tape = engine.state.activeTape;
    const node = tape.pop()!;
    // Nothing else is noted while a kernel runs: the last nodes are its copies.
    const copies = tape.slice(-saved.length);
    tape.splice(-saved.length, 0, node);
    if (!copies.every((copy) => isOneOf(copy.inputs.x!, inputs, outputs))) refuseSecondGradient(engine, node);
  };
}

function withoutNames(inputs: tf.NamedTensorMap, names: readonly string[]): tf.NamedTensorMap {
  return Object.fromEntries(Object.entries(inputs).filter(([name]) => !names.includes(name)));
}

function isOneOf(tensor: tf.Tensor, inputs: tf.NamedTensorMap, outputs: readonly tf.Tensor[]): boolean {
  return [...Object.values(inputs), ...outputs].some((each) => each?.id === tensor.id);
}

function refuseSecondGradient(engine: TapeWriter, node: TapeNode): void {
  const { gradient } = node;
  node.gradient = (upstream) => {
    if (engine.state.gradientDepth > 0) {
      const shapes = node.outputs.map(({ shape }) => `[${shape}]`).join(', ');
      throw new Error(
        `the second derivative of the operation that gave ${shapes} would be wrong: its gradient keeps values that are not on ` +
          "tfjs's tape. For a softmax cross-entropy take outputLoss of src/kernels/autodiff/gradientLoss.ts",
      );
    }
    return gradient?.(upstream);
  };
}
