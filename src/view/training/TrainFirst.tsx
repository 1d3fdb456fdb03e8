import { train } from '../../state/training/trainModel';
import { dataName, modelName } from '../../words/names';
import { say } from '../../words/say';
import introductionStyles from '../design/Introduction.module.css';
import { useLab, useLabStore } from '../design/useLab';
import { useSetup } from '../design/useSetup';

/** Says that the model is not trained on these data yet, with the button that trains it. */
export function TrainFirst() {
  const store = useLabStore();
  const lab = useSetup();
  const busy = useLab((state) => state.job !== null);
  if (lab === null) return null;
  const { model, dataset } = lab;
  return (
    <div className={introductionStyles.introduction}>
      <h2>{say('page.training.first.title', { model: modelName(model) })}</h2>
      <p>{say('page.training.first.about', { data: dataName(dataset) })}</p>
      <p>
        <button
          type="button"
          className="primary large"
          disabled={busy}
          onClick={() => void train(store, model.defaultTraining, 'fresh')}
        >
          {say('page.training.first.train')}
        </button>
      </p>
    </div>
  );
}
