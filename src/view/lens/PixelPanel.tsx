import './PixelPanel.css';
import { useMemo } from 'react';
import { hasBit } from '../../state/contract';
import { pixelMap, type Sensitivity, type StandOut, standOut } from '../../state/lens/pixelMap';
import { hideSensitivity, shownSensitivity } from '../../state/lens/sensitivity';
import { SampleImage } from '../design/SampleImage';
import { useLab } from '../design/useLab';
import { Value } from '../design/Value';
import { HeatMap } from './HeatMap';

/** Which pixels the loss on a sample depends on, while the person wants to see that. */
export function PixelPanel() {
  const sensitivity = useLab(shownSensitivity);
  return sensitivity === null ? null : <Panel sensitivity={sensitivity} />;
}

function Panel({ sensitivity: { key, values } }: { sensitivity: Sensitivity }) {
  const shape = useLab((state) => state.lab!.dataset.shape);
  const removed = useLab((state) => hasBit(state.lab!.removed, key.sample));
  const map = useMemo(() => pixelMap(values, shape), [values, shape]);
  return (
    <section className="pixel-panel" aria-label="Which pixels matter">
      <SampleImage index={key.sample} side={7.6} />
      {map !== null && <HeatMap map={map} name={`sample ${key.sample}`} />}
      <div className="pixel-words">
        <header>
          <h2>Which pixels matter: sample {key.sample}</h2>
          <button type="button" className="quiet" aria-label="Hide the pixels" onClick={hideSensitivity}>
            Hide
          </button>
        </header>
        {map === null ? (
          <p>The loss was the same on every noisy copy, so it depends on no pixel.</p>
        ) : (
          <>
            <p>
              Each square is xi(pixel, loss) over <Value value={key.perturbations} as="whole" /> noisy copies
              of the sample: how far the loss is a function of that pixel alone, from 0, not at all, to 1,
              wholly.
              {shape[2] > 1 && ' Of several channels the largest counts.'}
            </p>
            <Chance against={standOut(values, key.perturbations)} of={values.length} />
          </>
        )}
        <p className="soft">
          {removed ? 'As the current model sees the removed sample.' : 'Under the current model.'}
        </p>
      </div>
    </section>
  );
}

/** How much of the map is more than chance. */
function Chance({ against, of }: { against: StandOut; of: number }) {
  const { deviation, threshold, count, expected } = against;
  return (
    <p>
      <b>
        <Value value={count} as="whole" /> of <Value value={of} as="whole" /> stand out
      </b>
      : they are above <Value value={threshold} as="t" />, three times the scatter{' '}
      <Value value={deviation} as="t" /> of a pixel that tells nothing. Chance alone puts about{' '}
      <Value value={Math.round(expected)} as="whole" /> there.
    </p>
  );
}
