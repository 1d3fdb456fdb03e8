import './SliceTable.css';
import type { RemovalReport, SelectedSlice, SelectionPath } from '../state/contract';
import { useLab } from './useLab';
import { Value } from './Value';

const pathWords: Readonly<Record<SelectionPath, string>> = {
  cpu: 'the CPU',
  gpu: 'the GPU',
  gpuPairs: 'the GPU (all pairs)',
  gpuLists: 'the GPU (short lists)',
};

/** The selected slices in the order of selection, and why the selection stopped. */
export function SliceTable({ selection }: { selection: RemovalReport['selection'] }) {
  const { selected, stop, path } = selection;
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
              <th scope="col" className="number">
                T
              </th>
              <th scope="col" className="number">
                Runner-up
              </th>
              <th scope="col" className="number">
                Step norm
              </th>
            </tr>
          </thead>
          <tbody>
            {selected.map((slice, i) => (
              <SliceRow key={slice.slice} slice={slice} order={i + 1} />
            ))}
          </tbody>
        </table>
      )}
      <p className="soft">
        {selected.length} selected on {pathWords[path]}. {stop}
      </p>
    </div>
  );
}

function SliceRow({ slice, order }: { slice: SelectedSlice; order: number }) {
  return (
    <tr data-slice={slice.slice}>
      <td className="soft">{order}</td>
      <td>{slice.layer}</td>
      <td className="number">{slice.unit}</td>
      <td className="number">
        <Value value={slice.t} as="t" />
      </td>
      <td className="number soft">
        {slice.runnerUp === null ? (
          'none'
        ) : (
          <>
            <SliceName slice={slice.runnerUp.slice} /> <Value value={slice.runnerUp.t} as="t" />
          </>
        )}
      </td>
      <td className="number">
        <Value value={slice.stepNorm} />
      </td>
    </tr>
  );
}

/** A slice by its layer and unit. */
function SliceName({ slice }: { slice: number }) {
  const layers = useLab((state) => state.lab?.model.layers);
  const layer = layers?.find(({ firstSlice, units }) => slice >= firstSlice && slice < firstSlice + units);
  return <span>{layer ? `${layer.name} ${slice - layer.firstSlice}` : slice}</span>;
}
