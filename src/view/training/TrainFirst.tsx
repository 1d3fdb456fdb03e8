import { train } from '../../state/training/trainModel';
import { useLab } from '../design/useLab';

/** Says that the model is not trained on these data yet, with the button that trains it. */
export function TrainFirst() {
  const lab = useLab((state) => state.lab);
  const busy = useLab((state) => state.job !== null);
  if (lab === null) return null;
  const { model, dataset } = lab;
  return (
    <div className="welcome">
      <h2>{model.name} is not trained on these data yet</h2>
      <p>
        Unlearning needs weights that have learned: train the model on {dataset.name} first. How it is trained
        can be set under Training, on the right.
      </p>
      <p>
        <button
          type="button"
          className="primary unlearn"
          disabled={busy}
          onClick={() => void train(model.defaultTraining, 'fresh')}
        >
          Train now
        </button>
      </p>
    </div>
  );
}
