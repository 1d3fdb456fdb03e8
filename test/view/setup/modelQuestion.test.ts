import { expect, it } from 'vitest';
import type { ModelPreview } from '../../../src/state/contract';
import { ModelQuestion } from '../../../src/view/setup/ModelQuestion';
import { message } from '../../../src/words/say';
import { draw } from '../draw';
import { opened } from '../openLab';

const scaled = { mean: [0], standardDeviation: [1], trainingLoss: 0.2 };
const preview: ModelPreview = {
  name: 'net (your model)',
  graph: {
    input: [28, 28, 1],
    classes: 10,
    parameterCount: 1234,
    sliceCount: 14,
    layers: [
      { name: 'deep', op: 'depthwiseConv2d', shape: [13, 13, 4], parameters: 40, slices: 4, sliceLength: 10 },
      { name: null, op: 'relu', shape: [13, 13, 4], parameters: 0, slices: 0, sliceLength: 0 },
      { name: 'answer', op: 'dense', shape: [1, 1, 10], parameters: 50, slices: 10, sliceLength: 5 },
    ],
  },
  scaling: {
    id: 'unit',
    measured: [
      { id: 'unit', accuracy: 0.944, loss: 0.205, ...scaled },
      { id: 'bytes', accuracy: 0.9, loss: 33.6, ...scaled },
    ],
  },
  notes: [message('model.notes.sigmoids', { layer: 'answer' })],
};

it('shows what lethe model prints before a model is taken', () => {
  const page = draw(ModelQuestion, { names: 'model.json', preview }, opened);
  const rows = page.match(/<tr>.*?<\/tr>/g)!.map((row) => row.replace(/<[^>]*>/g, ' ').trim());
  expect(rows.map((row) => row.replace(/ +/g, ' '))).toEqual([
    'Layer Output Parameters Slices Weights each',
    'DepthwiseConv2D deep 13 × 13 × 4 40 4 10',
    'ReLU 13 × 13 × 4',
    'Dense answer 10 50 10 5',
  ]);
  const text = page.replace(/<[^>]*>/g, '');
  expect(text).toContain('Takes images of 28 x 28 x 1 and tells 10 classes apart');
  expect(text).toContain('The sigmoids of &quot;answer&quot; answer for each class by itself');
  expect(page).toMatch(/<option value="unit" selected="">from 0 to 1: 94.40/);
  expect(page).toContain('<button type="submit" class="primary">Take</button>');
});
