import type { LabSetup } from '../../state/contract';
import { chooseModel } from '../../state/setup/chooseData';
import { modelName } from '../../words/names';
import { say, sayMessage } from '../../words/say';
import { Popover } from '../design/Popover';
import { sliceWord } from '../design/sliceWord';
import { useLab, useLabStore } from '../design/useLab';
import { useSetup } from '../design/useSetup';
import { Value } from '../design/Value';
import { Words } from '../design/Words';
import menuStyles from './Menu.module.css';
import styles from './ModelMenu.module.css';
import { CourseFacts, WeightsFacts } from './WeightsFacts';

/** The models that can learn the open images, and what is known of the one that is there. */
export function ModelMenu() {
  const store = useLabStore();
  const lab = useSetup();
  const busy = useLab((state) => state.job !== null);
  return (
    <div className={menuStyles.menu}>
      <label>
        <span>{say('page.setup.model.title')}</span>
        <select
          value={lab?.model.id ?? ''}
          disabled={busy || lab === null}
          onChange={(event) => void chooseModel(store, event.target.value)}
        >
          {lab?.models.map(({ id, name, description }) => (
            <option key={id} value={id} title={sayMessage(description)}>
              {modelName({ id, name })}
            </option>
          ))}
        </select>
      </label>
      {lab && <ModelCard lab={lab} />}
    </div>
  );
}

function ModelCard({ lab: { model, models } }: { lab: LabSetup }) {
  const description = models.find(({ id }) => id === model.id)?.description;
  const summary = model.training ? (
    <Value value={model.training.validationAccuracy} as="chance" />
  ) : (
    say('page.setup.model.notTrained')
  );
  return (
    <Popover summary={summary} className={menuStyles.about}>
      <h2>{modelName(model)}</h2>
      <p>{description && sayMessage(description)}</p>
      <WeightsFacts />
      <CourseFacts />
      <table className={styles.layers}>
        <thead>
          <tr>
            <th scope="col">{say('page.setup.model.layer')}</th>
            <th scope="col" className="number">
              {say('page.setup.model.slices')}
            </th>
            <th scope="col" className="number">
              {say('page.setup.model.weightsEach')}
            </th>
          </tr>
        </thead>
        <tbody>
          {model.layers.map(({ name, kind, units, inputs, biasOffset }) => (
            <tr key={name}>
              <td>{name}</td>
              <td className="number">
                <Words
                  code={`page.setup.model.${sliceWord(kind)}`}
                  parts={{ count: <Value value={units} as="whole" /> }}
                />
              </td>
              <td className="number">
                <Value value={biasOffset === null ? inputs : inputs + 1} as="whole" />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Popover>
  );
}
