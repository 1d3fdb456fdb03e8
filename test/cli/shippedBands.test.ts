import { expect, test } from 'vitest';
import { loadData } from '../../src/cli/loadData';
import { loadShippedWeights, shippedBands } from '../../src/cli/loadWeights';
import { noiseBands } from '../../src/engine/yardstick/bandReport';
import { bandSpecOf } from '../../src/engine/yardstick/bandSpec';

test.each(['mnist-logistic', 'mnist-2nn'])('a noise band ships for %s on the digits', async (model) => {
  const dataset = await loadData(['digits'], { seed: 1 });
  const { architecture, trained } = await loadShippedWeights(dataset, model);
  const parameterCount = trained.weights.parameters.length;
  const original = { dataset, network: { architecture, parameterCount }, training: trained.card };
  const band = await shippedBands.find(bandSpecOf(original, []));
  expect(band?.seeds).toHaveLength(16);
  const bands = noiseBands(band);
  expect(bands.validationAccuracy).toBeGreaterThan(0);
  expect(bands.validationAccuracy).toBeLessThan(0.03);
  // Of the original itself, which no model of the band is.
  const gap = band!.values.validationAccuracy!.map((value) => value! - trained.card.validationAccuracy);
  expect(gap.filter((one) => Math.abs(one) <= bands.validationAccuracy!).length).toBeGreaterThanOrEqual(14);
  const many = Array.from({ length: 100 }, (_, sample) => sample);
  expect(await shippedBands.find(bandSpecOf(original, many))).toBeNull();
});
