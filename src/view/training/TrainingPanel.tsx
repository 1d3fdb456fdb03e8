import { useDeferredValue } from 'react';
import { trainingPlots } from '../../state/charts/trainingPlots';
import type { TrainingCurve } from '../../state/training/trainingCurve';
import { endTraining } from '../../state/training/trainModel';
import { dataName, modelName } from '../../words/names';
import { formats, say } from '../../words/say';
import { ChartFigure } from '../design/ChartFigure';
import type { PlaceAxis } from '../design/ChartPlot';
import { useLab, useLabStore } from '../design/useLab';
import { Value } from '../design/Value';
import { Words } from '../design/Words';
import { AttributeTable } from './AttributeTable';
import styles from './TrainingPanel.module.css';

/** Epochs as a person counts them: the one that runs as its share. */
const short = (epoch: number) => (Number.isInteger(epoch) ? String(epoch) : formats.tenths(epoch));

const epochs: PlaceAxis = {
  key: 'epoch',
  label: 'page.training.course.axis',
  heading: 'page.training.course.heading',
  name: (epoch) => say('page.training.course.afterEpochs', { epochs: short(epoch) }),
  short,
  empty: 'page.training.course.empty',
};

/** The course of the training that runs, or of the last one; of data with attributes what the model makes of each. */
export default function TrainingPanel() {
  // The charts may draw later than the buttons answer.
  const curve = useDeferredValue(useLab((state) => state.curve));
  return (
    <article className={styles.panel} aria-label={say('page.training.course.title')}>
      {curve !== null && <Course curve={curve} />}
      <AttributeTable />
    </article>
  );
}

function Course({ curve }: { curve: TrainingCurve }) {
  return (
    <>
      <header>
        <TrainingWords curve={curve} />
        <EndButton />
      </header>
      <div className={styles.charts}>
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
      <p className="soft">{say('page.training.course.about')}</p>
    </>
  );
}

function TrainingWords({ curve }: { curve: TrainingCurve }) {
  const model = useLab((state) => state.lab!.model);
  const dataset = useLab((state) => state.lab!.dataset);
  const last = curve.points.at(-1);
  if (!curve.isFinished) {
    return (
      <h2>{say('page.training.course.running', { model: modelName(model), data: dataName(dataset) })}</h2>
    );
  }
  return (
    <div>
      <h2>{say('page.training.course.done', { model: modelName(model), data: dataName(dataset) })}</h2>
      {last?.validationAccuracy !== undefined && (
        <p>
          <Words
            code="page.training.course.result"
            values={{ images: formats.whole(dataset.validationCount), epochs: last.epoch }}
            parts={{ accuracy: <Value value={last.validationAccuracy} as="share" /> }}
          />
        </p>
      )}
    </div>
  );
}

/** Ends the training with the epoch that runs, and keeps what it has learned. */
function EndButton() {
  const store = useLabStore();
  const ending = useLab(({ job }) => (job?.kind === 'training' ? job.ending : null));
  if (ending === null) return null;
  return (
    <button
      type="button"
      disabled={ending}
      title={say('page.training.course.endAbout')}
      onClick={() => void endTraining(store)}
    >
      {say(ending ? 'page.training.course.ending' : 'page.training.course.end')}
    </button>
  );
}
