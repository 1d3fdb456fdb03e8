import './TrainingPanel.css';
import { useDeferredValue } from 'react';
import { trainingPlots } from '../../state/charts/charts';
import type { State } from '../../state/store';
import type { TrainingCurve } from '../../state/training/trainingCurve';
import { endTraining } from '../../state/training/trainModel';
import { ChartFigure } from '../design/ChartFigure';
import type { PlaceAxis } from '../design/ChartPlot';
import { formats } from '../design/format';
import { useLab } from '../design/useLab';
import { Value } from '../design/Value';

/** Epochs as a person counts them: the one that runs as its share. */
const short = (epoch: number) => (Number.isInteger(epoch) ? String(epoch) : epoch.toFixed(1));

const epochs: PlaceAxis = {
  key: 'epoch',
  label: 'epochs',
  heading: 'Epoch',
  name: (epoch) => `after ${short(epoch)} epochs`,
  short,
  empty: 'After the first batch',
};

/** Whether the middle of the page belongs to the training: while it runs, and with its tab afterwards. */
export function showsTraining({ job, curve, tab }: State): boolean {
  return job?.kind === 'training' || (curve !== null && tab === 'training');
}

/** The course of the training that runs, or of the last one. */
export function TrainingPanel() {
  // The charts may draw later than the buttons answer.
  const curve = useDeferredValue(useLab((state) => state.curve));
  if (curve === null) return null;
  return (
    <article className="training" aria-label="Course of the training">
      <header>
        <TrainingWords curve={curve} />
        <EndButton />
      </header>
      <div className="training-charts">
        {trainingPlots.map((plot) => (
          <ChartFigure
            key={plot.id}
            chart={plot}
            axis={epochs}
            last={curve.epochs}
            rows={curve.points.map((point) => ({ ...point }))}
          />
        ))}
      </div>
      <p className="soft">
        Training numbers are means over the epoch so far, each batch measured before its step; validation is
        measured at the end of each epoch.
      </p>
    </article>
  );
}

function TrainingWords({ curve }: { curve: TrainingCurve }) {
  const model = useLab((state) => state.lab!.model);
  const dataset = useLab((state) => state.lab!.dataset);
  const last = curve.points.at(-1);
  if (!curve.isFinished) {
    return (
      <h2>
        Training {model.name} on {dataset.name}
      </h2>
    );
  }
  return (
    <div>
      <h2>
        {model.name}, trained on {dataset.name}
      </h2>
      {last?.validationAccuracy !== undefined && (
        <p>
          <Value value={last.validationAccuracy} as="share" /> of {formats.whole(dataset.validationCount)}{' '}
          validation images right after {last.epoch} {last.epoch === 1 ? 'epoch' : 'epochs'}.
        </p>
      )}
    </div>
  );
}

/** Ends the training with the epoch that runs, and keeps what it has learned. */
function EndButton() {
  const ending = useLab(({ job }) => (job?.kind === 'training' ? job.ending : null));
  if (ending === null) return null;
  return (
    <button
      type="button"
      disabled={ending}
      title="The weights are kept as they are at the end of the epoch"
      onClick={() => void endTraining()}
    >
      {ending ? 'Ends after this epoch…' : 'End after this epoch'}
    </button>
  );
}
