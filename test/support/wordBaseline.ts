/**
 * What words alone say of the provisions that ship, on families of licences that were not learned from:
 *
 *   npx tsx test/support/wordBaseline.ts
 *
 * Prints the micro F1 on the validation part of a logistic model of the words (shippedData/provisions/wordModel.ts), of the whole texts and of as many words as a network
 * reads, beside a guess that always says the most frequent label. The penalty is that of the best micro F1 on the guard's part. `best`: the label with the highest logit is
 * always said, and others where their logit is above 0.
 */

import { readShipped } from '../../src/cli/packageFiles';
import type { Dataset, ImageSet } from '../../src/data/dataset';
import { findSource } from '../../src/data/sources';
import { createWordPieces, wordsIn } from '../../src/data/text/wordPieces';
import { microF1, wordModel } from './shippedData/provisions/wordModel';

const penalties = [3e-4, 1e-4, 3e-5, 1e-5];

/** The logits with the best of each text above 0. */
function withBest(logits: Float64Array, classes: number): Float64Array {
  const said = logits.slice();
  for (let from = 0; from < said.length; from += classes) {
    const row = said.subarray(from, from + classes);
    const best = row.indexOf(Math.max(...row));
    row[best] = Math.max(row[best]!, 1);
  }
  return said;
}

function compare(what: string, dataset: Dataset, guard: ImageSet, wordsOf: (text: string) => string[]): void {
  const { training, validation, classNames } = dataset;
  const held = [...validation.texts!, ...guard.texts!].map(wordsOf);
  const learned = { texts: training.texts!.map(wordsOf), labelSets: training.labelSets! };
  const cut = validation.labelSets!.length;
  const models = penalties.map((lambda) => {
    const logits = wordModel(learned, held, { lambda });
    return {
      lambda,
      logits: logits.subarray(0, cut),
      judged: microF1(logits.subarray(cut), guard.labelSets!),
    };
  });
  const { lambda, logits } = models.reduce((best, model) => (model.judged > best.judged ? model : best));
  const [plain, best] = [logits, withBest(logits, classNames.length)].map((z) =>
    microF1(z, validation.labelSets!),
  );
  console.log(`${what}: micro F1 ${plain!.toFixed(3)}, best ${best!.toFixed(3)} (lambda ${lambda})`);
}

const dataset = await findSource('provisions').load({ seed: 1, files: [], readShipped });
const guard = await dataset.guard!.load();
const { classNames, training, validation } = dataset;
const toPieces = createWordPieces(dataset.text!.pieces);
compare('words of whole texts', dataset, guard, (text) => wordsIn(text).map(({ plain }) => plain));
compare('words that a network reads', dataset, guard, (text) =>
  [...new Set(toPieces(text).words)].flatMap((word) => (word ? [word.plain] : [])),
);
const counts = classNames.map(
  (_, label) => training.labelSets!.filter((isTrue, i) => isTrue && i % classNames.length === label).length,
);
const most = counts.indexOf(Math.max(...counts));
const always = Float64Array.from(validation.labelSets!, (_, i) => (i % classNames.length === most ? 1 : -1));
console.log(`always ${classNames[most]}: micro F1 ${microF1(always, validation.labelSets!).toFixed(3)}`);
