import { describe, expect, test } from 'vitest';
import { paperSentences } from '../../../src/state/settings/paperPreset';
import { presets } from '../../../src/worker/protocol';

const digits = {
  dataset: { id: 'drawn', name: 'Drawn digits', trainingCount: 6000 },
  model: { id: 'two', name: 'Two-layer net', training: { epochs: 12, learningRate: 0.01 } },
  removedCount: 0,
};

describe('what is said of the preset Paper', () => {
  test('is what it sets: the step as published', () => {
    expect(presets.paper).toMatchObject({
      curvature: 'secant-cut',
      weightDecay: 'none',
      batch: 'mean',
      damping: 0.01,
    });
    expect(paperSentences(digits)[0]).toMatch(
      /λ 0\.01, the secant as published, no weight decay.*ε 0\.1 and δ 0\.01/,
    );
  });

  test('is what differs, computed from what is open', () => {
    const [, images, training] = paperSentences(digits);
    expect(images).toBe('The paper trained on 50,000 samples. Drawn digits has 6,000 here.');
    expect(training).toContain('50 epochs at a learning rate of 0.1');
    expect(training).toContain('Two-layer net was trained for 12 at 0.01.');
    const own = { ...digits, model: { id: 'own', name: 'Own', training: null } };
    expect(paperSentences(own)[2]).toContain('How Own was trained is not known here.');
  });

  test('is that the guard will reject it where the noise drowns the step, and not elsewhere', () => {
    expect(paperSentences(digits)[3]).toMatch(
      /Expect the guard to reject it: .* 6,000 samples .* 0\.4316 .* From 50,000 samples it would be 0\.006215/,
    );
    const many = { ...digits, dataset: { id: 'mnist', name: 'MNIST', trainingCount: 60_000 } };
    expect(paperSentences(many)[3]).not.toContain('reject');
    expect(paperSentences({ ...many, removedCount: 54_000 })[3]).toContain('reject');
  });
});
