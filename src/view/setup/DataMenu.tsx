import type { DataChoice, LabSetup } from '../../state/contract';
import { guardImagesHere } from '../../state/removal/guardImages';
import { chooseDataset } from '../../state/setup/chooseData';
import { dataName } from '../../words/names';
import { formats, say, sayMessage } from '../../words/say';
import { Popover } from '../design/Popover';
import { useLab, useLabStore } from '../design/useLab';
import { useSetup } from '../design/useSetup';
import { DataFacts } from './DataFacts';
import menuStyles from './Menu.module.css';
import { PlantForm } from './PlantForm';

const groups: readonly DataChoice['kind'][] = ['builtin', 'download', 'kept'];

/** The data sets by where they come from, and what is known of the one that is open. */
export function DataMenu() {
  const store = useLabStore();
  const lab = useSetup();
  const busy = useLab((state) => state.job !== null);
  return (
    <div className={menuStyles.menu}>
      <label>
        <span>{say('page.setup.data.title')}</span>
        <select
          value={lab?.dataset.id ?? ''}
          disabled={busy || lab === null}
          onChange={(event) => void chooseDataset(store, event.target.value)}
        >
          {lab && groups.map((kind) => <Group key={kind} kind={kind} choices={lab.datasets} />)}
        </select>
      </label>
      {lab && <DataCard lab={lab} />}
    </div>
  );
}

function Group({ kind, choices }: { kind: DataChoice['kind']; choices: readonly DataChoice[] }) {
  const inside = choices.filter((choice) => choice.kind === kind);
  if (inside.length === 0) return null;
  return (
    <optgroup label={say(`page.setup.data.groups.${kind}`)}>
      {inside.map(({ id, name, description }) => (
        <option key={id} value={id} title={sayMessage(description)}>
          {dataName({ id, name })}
        </option>
      ))}
    </optgroup>
  );
}

function DataCard({ lab: { dataset, datasets } }: { lab: LabSetup }) {
  const store = useLabStore();
  const { shape, trainingCount, validationCount, guard, classNames, notes } = dataset;
  const name = dataName(dataset);
  const busy = useLab((state) => state.job !== null);
  const isDownload = datasets.find(({ id }) => id === dataset.id)?.kind === 'download';
  return (
    <Popover
      summary={<span className={menuStyles.info}>i</span>}
      label={say('page.setup.data.about', { name })}
      className={menuStyles.about}
    >
      <h2>{name}</h2>
      <p>
        {shape[0] === 0
          ? say('page.setup.data.textSize', {
              training: formats.whole(trainingCount),
              validation: formats.whole(validationCount),
              classes: classNames.length,
            })
          : say('page.setup.data.size', {
              training: formats.whole(trainingCount),
              validation: formats.whole(validationCount),
              height: shape[0],
              width: shape[1],
              channels: shape[2],
              classes: classNames.length,
            })}
      </p>
      {guard && <p>{say('page.setup.data.guard', { images: guardImagesHere(dataset, 'own') })}</p>}
      <DataFacts data={dataset} />
      {notes.map(sayMessage).map((note) => (
        <p key={note} className="soft">
          {note}
        </p>
      ))}
      {isDownload && (
        <button type="button" disabled={busy} onClick={() => void chooseDataset(store, dataset.id)}>
          {say('page.setup.data.otherAmount')}
        </button>
      )}
      <PlantForm />
    </Popover>
  );
}
