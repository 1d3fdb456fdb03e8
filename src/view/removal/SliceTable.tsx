import './SliceTable.css';
import type { SelectedSlice, SelectionPath, SelectionReport } from '../../state/contract';
import { useLab } from '../design/useLab';
import { Value } from '../design/Value';

const pathWords: Readonly<Record<SelectionPath, string>> = {
  cpu: 'the CPU',
  gpu: 'the GPU',
  gpuPairs: 'the GPU (all pairs)',
  gpuLists: 'the GPU (short lists)',
};

/** The selected slices in the order of selection, and why the selection stopped. */
export function SliceTable({ selection }: { selection: SelectionReport }) {
  const { selected, stop, path } = selection;
  const ranked = selected.some(({ t }) => t !== null);
  return (
    <div className="slices">
      {selected.length > 0 && (
        <table>
          <thead>
            <tr>
              <th scope="col">#</th>
              <th scope="col">Layer</th>
              <th scope="col" className="number">
                Unit
              </th>
              {ranked && (
                <>
                  <th scope="col" className="number">
                    T
                  </th>
                  <th scope="col" className="number">
                    Runner-up
                  </th>
                </>
              )}
              <th scope="col" className="number">
                Gradient
              </th>
              <th scope="col" className="number">
                Step norm
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
        {selected.length} selected{path === null ? '' : ` on ${pathWords[path]}`}. {stop}
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
          'none'
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
