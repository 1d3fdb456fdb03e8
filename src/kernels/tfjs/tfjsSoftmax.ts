/** A plan for tfjs's softmax, along the last axis: the only one it knows. */

import { recordSoftmax, softmaxKernel } from '../network/softmax';
import { areReadable, type Planner } from './tfjsPlan';

export const planSoftmax: Planner = ({ logits }) => {
  if (!logits || logits.shape.length === 0 || !areReadable([logits])) return null;
  const columns = logits.shape.at(-1)!;
  const rows = logits.shape.slice(0, -1).reduce((size, length) => size * length, 1);
  return {
    inputs: [logits],
    outputShape: logits.shape,
    kernels: [softmaxKernel],
    record({ list }, [input], output) {
      recordSoftmax(list, { rows, columns }, { input: input!, output });
    },
  };
};
