import { clearSelection } from '../../state/samples/selectSamples';
import { visibleSamples } from '../../state/selectors';
import { setSetting } from '../../state/settings/changeSettings';
import { formats } from '../design/format';
import { useLab } from '../design/useLab';
import { Value } from '../design/Value';

/** Which samples the grid shows, in which order, and how many these are. */
export function GridFilter() {
  const classNames = useLab((state) => state.lab?.dataset.classNames);
  const total = useLab((state) => state.lab?.dataset.trainingCount ?? 0);
  const scored = useLab((state) => state.lab?.scores !== null);
  const settings = useLab((state) => state.settings);
  const shown = useLab((state) => visibleSamples(state).length);
  return (
    <div className="grid-filter">
      <div className="grid-head">
        <h2>Training samples</h2>
        <p className="soft" aria-live="polite">
          <Value value={shown} as="whole" />
          {shown < total && (
            <>
              {' '}
              of <Value value={total} as="whole" />
            </>
          )}
        </p>
        <SelectionCount />
      </div>
      <div className="grid-controls">
        <select
          aria-label="Class"
          value={settings.class ?? ''}
          onChange={({ target }) => setSetting('class', target.value === '' ? null : Number(target.value))}
        >
          <option value="">All classes</option>
          {classNames?.map((name, index) => (
            <option key={name} value={index}>
              Class {name}
            </option>
          ))}
        </select>
        <select
          aria-label="Order"
          value={settings.order}
          disabled={!scored}
          onChange={({ target }) => setSetting('order', target.value === 'loss' ? 'loss' : 'index')}
        >
          <option value="index">By index</option>
          <option value="loss">Highest loss</option>
        </select>
        <label className="check">
          <input
            type="checkbox"
            checked={settings.misclassified}
            disabled={!scored}
            onChange={({ target }) => setSetting('misclassified', target.checked)}
          />
          Misclassified
        </label>
      </div>
    </div>
  );
}

function SelectionCount() {
  const count = useLab((state) => state.selected.length);
  if (count === 0) return null;
  return (
    <button type="button" className="quiet" onClick={clearSelection}>
      Clear {formats.whole(count)} selected
    </button>
  );
}
