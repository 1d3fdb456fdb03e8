import './SelectionBar.css';
import type { ComponentType } from 'react';
import type { SampleIndex } from '../../state/contract';
import { isCancellable } from '../../state/jobs/job';
import { unlearnSelected } from '../../state/removal/unlearn';
import { sampleFacts, whyNotUnlearn } from '../../state/selectors';
import { setSetting } from '../../state/settings/changeSettings';
import { type RemovalOrder, removalOrders } from '../../state/settings/settings';
import { formats } from '../design/format';
import { JobProgress } from '../design/JobProgress';
import { RunButton } from '../design/RunButton';
import { SampleImage } from '../design/SampleImage';
import { useLab } from '../design/useLab';
import { Value } from '../design/Value';
import { ForgetMenu } from './ForgetMenu';

const picturesShown = 3;
const none: readonly SampleIndex[] = [];

/** What is selected, the button that removes it, and how far that is. */
export function SelectionBar({ Pixels }: { Pixels: ComponentType<{ sample: SampleIndex }> }) {
  const selected = useLab((state) => state.selected);
  const removing = useLab((state) => (state.job?.kind === 'removal' ? state.job.samples : none));
  const position = useLab((state) => (state.job?.kind === 'removal' ? state.job.position : 0));
  const samples = removing.length > 0 ? removing : selected;
  return (
    <div className="selection">
      <div className="selection-row">
        {samples.length > 0 && (
          <div className="selection-pictures">
            {samples.slice(position, position + picturesShown).map((index) => (
              <SampleImage key={index} index={index} side={samples.length === 1 ? 3.2 : 2.6} />
            ))}
          </div>
        )}
        <SelectionWords samples={samples} />
        {selected.length === 1 && removing.length === 0 && <Pixels sample={selected[0]!} />}
        {removing.length === 0 && <ForgetMenu />}
        <UnlearnButton count={selected.length} />
      </div>
      <JobProgress />
    </div>
  );
}

function SelectionWords({ samples }: { samples: readonly SampleIndex[] }) {
  const lab = useLab((state) => state.lab);
  const images = useLab((state) => state.images);
  const [first] = samples;
  if (first === undefined) {
    return (
      <div className="selection-words">
        <h2>No sample selected</h2>
        <p className="soft">Click one in the grid; Ctrl or Shift adds more. Or describe them.</p>
      </div>
    );
  }
  if (samples.length > 1) {
    return (
      <div className="selection-words">
        <h2>{formats.whole(samples.length)} samples</h2>
        <OrderSegments />
      </div>
    );
  }
  const facts = sampleFacts(lab, images, first);
  if (facts === null) return null;
  return (
    <div className="selection-words">
      <h2>Sample {first}</h2>
      <p>
        <span className="soft">label</span> {facts.label}
        {facts.predicted !== null && (
          <>
            {' '}
            <span className="soft">predicted</span>{' '}
            <span className={facts.misclassified ? 'wrong' : ''}>{facts.predicted}</span>
          </>
        )}
        {facts.loss !== null && (
          <>
            {' '}
            <span className="soft">loss</span> <Value value={facts.loss} />
          </>
        )}
      </p>
    </div>
  );
}

const orderWords: Record<RemovalOrder, { label: string; title: string }> = {
  sequence: { label: 'One after the other', title: 'Each is a removal of its own, from the model before it' },
  batch: { label: 'As one batch', title: 'One removal, for the mean of their losses' },
};

/** How several samples are to go. */
function OrderSegments() {
  const order = useLab((state) => state.settings.removeAs);
  const removing = useLab((state) => state.job?.kind === 'removal');
  return (
    <fieldset className="segments" aria-label="How they go" disabled={removing}>
      {removalOrders.map((name) => (
        <label key={name} title={orderWords[name].title}>
          <input
            type="radio"
            name="removeAs"
            checked={name === order}
            onChange={() => setSetting('removeAs', name)}
          />
          <span>{orderWords[name].label}</span>
        </label>
      ))}
    </fieldset>
  );
}

function UnlearnButton({ count }: { count: number }) {
  const reason = useLab(whyNotUnlearn);
  const running = useLab(({ job }) => isCancellable(job));
  return (
    <RunButton className="unlearn" running={running} reason={reason} onRun={() => void unlearnSelected()}>
      {count > 1 ? `Unlearn ${formats.whole(count)}` : 'Unlearn'}
    </RunButton>
  );
}
