import type { ComponentType } from 'react';
import type { SampleIndex, SampleReport } from '../../state/contract';
import { SampleImage } from '../design/SampleImage';
import { useClassNames } from '../design/useClassNames';
import { useLab } from '../design/useLab';
import { answerOf, useLook } from '../design/useLook';
import styles from './OneSample.module.css';
import { ProbabilityBars } from './ProbabilityBars';

interface Props {
  readonly sample: SampleReport;
  /** The removal's. */
  readonly id: number;
  readonly accepted: boolean;
  /** A button that shows which pixels of a sample matter. */
  readonly Pixels: ComponentType<{ sample: SampleIndex }>;
}

/** The one sample of a removal, with its probabilities before and after it; beside them those of a retrained model, where the state was compared with one. */
export function OneSample({ sample, id, accepted, Pixels }: Props) {
  const classNames = useClassNames();
  const areTexts = useLab((state) => state.images?.texts !== undefined);
  const isCompared = useLab(
    (state) => state.lab?.comparisons.some((compared) => compared.id === id) === true,
  );
  const image = { set: 'training', index: sample.index } as const;
  const retrained = useLook(
    isCompared && accepted
      ? { model: { state: id, retrained: true }, question: { kind: 'probabilities', image } }
      : null,
  );
  return (
    <div className={areTexts ? `${styles.sample} ${styles.text}` : styles.sample}>
      <div className={styles.picture}>
        <SampleImage index={sample.index} side={6.6} />
        <Pixels sample={sample.index} />
      </div>
      <ProbabilityBars sample={sample} classNames={classNames} retrained={answerOf(retrained)} />
    </div>
  );
}
