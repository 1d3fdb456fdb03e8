import { describe, expect, it } from 'vitest';
import { recordTraining, stagesOf } from '../../src/model/trainingRequest';
import { smallTraining } from './smallModels';

describe('the record of a training', () => {
  const request = { ...smallTraining, epochs: 10 };
  const further = { ...smallTraining, epochs: 3, learningRate: 0.001, seed: 9 };

  it('of one training to its end is its settings', () => {
    const record = recordTraining(request, 10);
    expect(record).toEqual(request);
    expect(stagesOf(record)).toEqual([{ ...request, ended: 10 }]);
  });

  it('keeps what was planned where it was ended early', () => {
    const record = recordTraining(request, 4);
    expect(record).toEqual({ ...request, epochs: 4, stages: [{ ...request, ended: 4 }] });
    expect(stagesOf(record)).toBe(record.stages);
  });

  it('has every training of those that followed one another', () => {
    const record = recordTraining(further, 12, recordTraining(request, 10));
    expect(record).toEqual({
      ...further,
      epochs: 12,
      stages: [
        { ...request, ended: 10 },
        { ...further, ended: 2 },
      ],
    });
    expect(recordTraining(request, 22, record).stages).toHaveLength(3);
  });

  it('has none where nobody knows how the weights began, whatever follows', () => {
    const own = recordTraining({ ...request, epochs: 0 }, 0);
    expect(stagesOf(own)).toBeNull();
    const continued = recordTraining(further, 3, own);
    expect(continued.stages).toBeNull();
    expect(recordTraining(further, 6, continued).stages).toBeNull();
  });

  it('has what a last batch of one becomes, and what is hidden: a retraining does the same', () => {
    const reversal = { strength: 0.1, attributes: ['beard', 'hat'] };
    const hiding = { ...request, lastBatch: 'keep', reversal } as const;
    expect(stagesOf(recordTraining(hiding, 10))).toEqual([{ ...hiding, ended: 10 }]);
    expect(recordTraining(hiding, 4).stages).toEqual([{ ...hiding, ended: 4 }]);
  });

  it('takes no more of a card than its settings', () => {
    const card = { ...request, backend: 'wasm', data: {} };
    expect(stagesOf(card)).toEqual([{ ...request, ended: 10 }]);
  });
});
