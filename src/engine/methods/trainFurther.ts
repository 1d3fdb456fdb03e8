import type { Dataset } from '../../data/dataset';
import { runEpochs } from '../../model/training';
import type { MethodInput, MethodResult } from './method';
import { reportStep } from './stepReport';
import type { MethodNumbers } from './table';

/**
 * Goes on training from the session's weights on other data, by SGD at a constant learning rate for so many epochs; batch size, momentum, weight
 * decay and augmentation are those of the original training; no head is reversed. Batch normalisation is in training mode: its running statistics move.
 */
export async function trainFurther(
  { session, request, numbers, job, runPhase }: MethodInput<MethodNumbers<'fine-tuning' | 'random-labels'>>,
  dataset: Dataset,
): Promise<MethodResult> {
  const { network, parameters, trained, training } = session;
  const further = {
    ...training,
    optimizer: 'sgd',
    schedule: 'constant',
    epochs: numbers.epochs,
    learningRate: numbers.learningRate,
    seed: request.seed,
    reversal: undefined,
  } as const;
  const { parameters: moved } = await runPhase('update', (onProgress) =>
    runEpochs(network, dataset, further, {
      start: { parameters, epochs: trained.epochs },
      signal: job.signal,
      onProgress: ({ fraction }) => onProgress(fraction),
    }),
  );
  return reportStep(session, moved);
}
