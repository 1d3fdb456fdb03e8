import './SliceTable.css';
import type { SelectedSlice, SelectionReport } from '../../state/contract';
import { say, sayMessage } from '../../words/say';
import { stopMessage } from '../../words/stopMessage';
import { useLab } from '../design/useLab';
import { Value } from '../design/Value';

/** The selected slices in the order of selection, and why the selection stopped. */
export function SliceTable({ selection }: { selection: SelectionReport }) {
  const { selected, path } = selection;
  const stop = sayMessage(stopMessage(selection));
  const ranked = selected.some(({ t }) => t !== null);
  return (
    <div className="slices">
      {selected.length > 0 && (
        <table>
          <thead>
            <tr>
              <th scope="col">{say('page.removal.slices.order')}</th>
              <th scope="col">{say('page.removal.slices.layer')}</th>
              <th scope="col" className="number">
                {say('page.removal.slices.unit')}
              </th>
              {ranked && (
                <>
                  <th scope="col" className="number">
                    {say('page.removal.slices.t')}
                  </th>
                  <th scope="col" className="number">
                    {say('page.removal.slices.runnerUp')}
                  </th>
                </>
              )}
              <th scope="col" className="number">
                {say('page.removal.slices.gradient')}
              </th>
              <th scope="col" className="number">
                {say('page.removal.slices.stepNorm')}
              </th>
            </tr>
          </thead>
          <tbody>
            {selected.map((slice, i) => (
              <SliceRow key={slice.slice} slice={slice} order={i + 1} ranked={ranked} />
            ))}
          </tbody>
        </table>
      )}
      <p className="soft">
        {path === null
          ? say('page.removal.slices.selected', { count: selected.length, stop })
          : say('page.removal.slices.selectedOn', {
              count: selected.length,
              path: say(`page.removal.slices.paths.${path}`),
              stop,
            })}
      </p>
    </div>
  );
}

function SliceRow(props: { slice: SelectedSlice; order: number; ranked: boolean }) {
  const { slice, order, ranked } = props;
  return (
    <tr data-slice={slice.slice}>
      <td className="soft">{order}</td>
      <td>{slice.layer}</td>
      <td className="number">{slice.unit}</td>
      {ranked && <Rank slice={slice} />}
      <td className="number soft">
        <Value value={slice.gradientNorm} />
      </td>
      <td className="number">
        <Value value={slice.stepNorm} />
      </td>
    </tr>
  );
}

/** Its T, and the rival that came next. */
function Rank({ slice: { t, runnerUp } }: { slice: SelectedSlice }) {
  return (
    <>
      <td className="number">{t !== null && <Value value={t} as="t" />}</td>
      <td className="number soft">
        {runnerUp === null ? (
          say('page.removal.slices.noRunnerUp')
        ) : (
          <>
            <SliceName slice={runnerUp.slice} /> <Value value={runnerUp.t} as="t" />
          </>
        )}
      </td>
    </>
  );
}

/** A slice by its layer and unit. */
function SliceName({ slice }: { slice: number }) {
  const layers = useLab((state) => state.lab?.model.layers);
  const layer = layers?.find(({ firstSlice, units }) => slice >= firstSlice && slice < firstSlice + units);
  return <span>{layer ? `${layer.name} ${slice - layer.firstSlice}` : slice}</span>;
}
