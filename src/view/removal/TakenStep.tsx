import type { ComponentType } from 'react';
import type { SampleIndex, StepTaken } from '../../state/contract';
import { takenSentences } from '../../state/removal/plainSentence';
import { say } from '../../words/say';
import { ExampleButton } from '../design/ExampleButton';
import reportStyles from '../design/Report.module.css';
import { useClassNames } from '../design/useClassNames';
import { useLab } from '../design/useLab';
import { OneSample } from './OneSample';
import styles from './OverviewTab.module.css';

interface Props {
  readonly taken: StepTaken;
  readonly Pixels: ComponentType<{ sample: SampleIndex }>;
}

/** What a removal did to its sample, while the model is still measured: where the report will have it. */
export function TakenStep({ taken, Pixels }: Props) {
  const classNames = useClassNames();
  const before = useLab((state) => state.lab?.metrics ?? null);
  const { plain, tooSmall } = takenSentences(taken, before, classNames);
  return (
    <div className={reportStyles.columns}>
      <p className={styles.whole}>{plain}</p>
      {tooSmall !== null && (
        <p className={styles.whole}>
          {tooSmall} <ExampleButton />
        </p>
      )}
      <section aria-label={say('page.removal.overview.samples')}>
        <OneSample sample={taken.samples[0]!} id={taken.id} accepted Pixels={Pixels} />
      </section>
      <section aria-label={say('page.removal.overview.metrics')}>
        <h3>{say('page.removal.overview.metrics')}</h3>
        <p className="soft">
          {say('page.removal.overview.measuring', { guarded: taken.request.guard !== null })}
        </p>
      </section>
    </div>
  );
}
