import { useState } from 'react';
import { findBlankets, whyNotFindBlankets } from '../../state/blanket/findBlankets';
import { say } from '../../words/say';
import { type ExplainedSetting, settingWords } from '../design/explain';
import { JobProgress } from '../design/JobProgress';
import { RunButton } from '../design/RunButton';
import { NumberSettingField } from '../design/SettingField';
import { useLab, useLabStore } from '../design/useLab';
import { Words } from '../design/Words';
import styles from './BlanketForm.module.css';

/** How much data to draw, the button that starts the search, and how far it is. */
export function BlanketForm() {
  const store = useLabStore();
  const [explained, onExplain] = useState<ExplainedSetting>('blanketSamples');
  const reason = useLab(whyNotFindBlankets);
  const running = useLab((state) => state.job?.kind === 'blankets');
  const { label, explanation } = settingWords(explained);
  return (
    <form className={styles.form} onSubmit={(event) => event.preventDefault()}>
      <div className={styles.fields}>
        <NumberSettingField name="blanketSamples" onExplain={onExplain} />
        <NumberSettingField name="blanketRepeats" onExplain={onExplain} />
        <NumberSettingField name="blanketSeed" onExplain={onExplain} />
        <RunButton running={running} reason={reason} onRun={() => void findBlankets(store)}>
          {say('page.blanket.run')}
        </RunButton>
      </div>
      <Foot label={label} explanation={explanation} />
    </form>
  );
}

/** What a field means; while a job runs, how far it is. */
function Foot({ label, explanation }: { label: string; explanation: string }) {
  const job = useLab((state) => state.job);
  const cancelling = useLab((state) => state.cancelling);
  if (job === null) {
    return (
      <p className={`${styles.foot} soft`}>
        <Words
          code="page.design.explained"
          values={{ explanation }}
          parts={{ label: <b>{say('page.design.explainedLabel', { label })}</b> }}
        />
      </p>
    );
  }
  return (
    <div className={styles.foot}>
      <JobProgress />
      {cancelling && job.kind === 'blankets' && <p className="soft">{say('page.blanket.ending')}</p>}
    </div>
  );
}
