/** An ensemble as the lab ships it: index.json with the cards of all in the folder, and a folder for each with margins, membership and a table. */

import { join } from 'node:path';
import { type EnsembleCard, encodeEnsemble, readEnsembleCard } from '../../engine/yardstick/ensembleFile';
import { type EnsembleMargins, memorisationBy } from '../../engine/yardstick/ensembleMargins';
import type { EnsembleLab } from '../../engine/yardstick/makeEnsemble';
import { checkpointName } from '../../model/checkpoint';
import { makeProvenance } from '../../model/makeProvenance';
import { parseOptional } from '../../model/schema/parse';
import { InputError } from '../commandError';
import { makeFolder, readOptional, replaceFile } from '../folder/files';

/** Writes margins, membership and memorisation.csv, and puts the card into the index, in place of an older one for the same data and model. */
export async function writeEnsemble(
  folder: string,
  margins: EnsembleMargins,
  { compute, dataset, architecture }: EnsembleLab,
): Promise<void> {
  const before = await readIndex(folder);
  const provenance = makeProvenance(compute, { ensemble: margins.spec.seed });
  const file = encodeEnsemble(margins, dataset, { modelName: architecture.name, provenance });
  const home = join(folder, checkpointName(dataset.id, architecture.id));
  await makeFolder(home);
  await replaceFile(join(home, 'margins.bin'), file.margins);
  await replaceFile(join(home, 'membership.bin'), file.membership);
  await replaceFile(join(home, 'memorisation.csv'), memorisationRows(margins, dataset.training.labels));
  const others = before.filter(
    ({ dataset: { id }, model }) => id !== dataset.id || model !== architecture.id,
  );
  await replaceFile(join(folder, 'index.json'), `${JSON.stringify([...others, file.card], null, 2)}\n`);
}

/** @throws InputError when there is an index, and it is no list; FieldError when one of its cards is damaged */
async function readIndex(folder: string): Promise<EnsembleCard[]> {
  const path = join(folder, 'index.json');
  const text = await readOptional(path);
  const cards = text === null ? [] : parseOptional(text.toString());
  if (Array.isArray(cards)) return cards.map((card, i) => readEnsembleCard(card, `${path}: [${i}]`));
  throw new InputError('cli.indexDamaged', [{ file: path }]);
}

/** A row for each training sample; empty where too few models had it, or too few did not. */
function memorisationRows(margins: EnsembleMargins, labels: Uint8Array): string {
  const { values, errors } = memorisationBy(margins);
  const cell = (value: number) => (Number.isFinite(value) ? String(Number(value.toPrecision(6))) : '');
  const rows = Array.from(labels, (label, sample) =>
    [sample, label, cell(values[sample]!), cell(errors[sample]!)].join(','),
  );
  return ['sample,label,memorisation,memorisation_error', ...rows, ''].join('\r\n');
}
