import './SelectionBar.css';
import type { SampleIndex } from '../state/contract';
import { sampleFacts, whyNotUnlearn } from '../state/selectors';
import { unlearnSelected } from '../state/unlearn';
import { JobProgress } from './JobProgress';
import { PixelsButton } from './PixelsButton';
import { RunButton } from './RunButton';
import { SampleImage } from './SampleImage';
import { useLab } from './useLab';
import { Value } from './Value';

const picturesShown = 5;
const none: readonly SampleIndex[] = [];

/** What is selected, the button that removes it, and how far that is. */
export function SelectionBar() {
  const selected = useLab((state) => state.selected);
  const removing = useLab((state) => (state.job?.kind === 'removal' ? state.job.samples : none));
  const samples = removing.length > 0 ? removing : selected;
  return (
    <div className="selection">
      <div className="selection-row">
        {samples.length > 0 && (
          <div className="selection-pictures">
            {samples.slice(0, picturesShown).map((index) => (
              <SampleImage key={index} index={index} side={samples.length === 1 ? 3.2 : 2.6} />
            ))}
          </div>
        )}
        <SelectionWords samples={samples} />
        {selected.length === 1 && removing.length === 0 && <PixelsButton sample={selected[0]!} />}
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
        <p className="soft">Click one in the grid; Ctrl or Shift adds more.</p>
      </div>
    );
  }
  if (samples.length > 1) {
    return (
      <div className="selection-words">
        <h2>{samples.length} samples</h2>
        <p className="soft">Removed one after the other; each is a removal of its own.</p>
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

function UnlearnButton({ count }: { count: number }) {
  const reason = useLab(whyNotUnlearn);
  const running = useLab(({ job }) => job !== null && job.kind !== 'undo' && job.kind !== 'checkpoint');
  return (
    <RunButton className="unlearn" running={running} reason={reason} onRun={() => void unlearnSelected()}>
      {count > 1 ? `Unlearn ${count} samples` : 'Unlearn'}
    </RunButton>
  );
}
