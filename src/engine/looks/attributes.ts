import { evaluateSet, summarise } from '../../model/evaluation';
import type { Job } from '../../model/job';
import { SaidError } from '../../words/saidError';
import type { Looked } from './looked';
import type { LookAnswer, LookQuestion } from './questions';

/**
 * Accuracy on all held-out images, and on those with and without each attribute.
 * @throws SaidError where the data know no attributes
 */
export async function measureAttributes(
  { session: { network, dataset }, parameters }: Looked,
  _: LookQuestion<'attributes'>,
  job: Job,
): Promise<LookAnswer<'attributes'>> {
  const { validation, attributeNames = [], name } = dataset;
  const { attributes } = validation;
  if (!attributes) throw new SaidError('data.noAttributes', [{ data: name }]);
  network.setParameters(parameters);
  const held = await evaluateSet(network, dataset, validation, job);
  const group = (column: number, value: number) => {
    const included = Uint8Array.from({ length: validation.count }, (_, i) =>
      attributes[i * attributeNames.length + column] === value ? 1 : 0,
    );
    return {
      count: included.reduce((sum, one) => sum + one, 0),
      accuracy: summarise(held, validation.labels, included)?.accuracy ?? null,
    };
  };
  return {
    count: validation.count,
    accuracy: summarise(held, validation.labels)?.accuracy ?? null,
    attributes: attributeNames.map((attribute, column) => ({
      attribute,
      with: group(column, 1),
      without: group(column, 0),
    })),
  };
}
