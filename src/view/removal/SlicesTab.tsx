import type { SelectionReport } from '../../state/contract';
import type { TabProps } from '../design/reportTab';
import { Value } from '../design/Value';
import { LayerPictures } from './LayerPictures';
import { SliceTable } from './SliceTable';

/** What was selected: as pictures of the layers, layer by layer, and slice by slice. */
export function SlicesTab({ report: { selection } }: TabProps) {
  if (selection === null) return null;
  return (
    <>
      <div className="report-columns">
        <section aria-label="Selected slices">
          <LayerPictures selection={selection} />
        </section>
        <section aria-label="Slices by layer">
          <PerLayer perLayer={selection.perLayer} />
        </section>
      </div>
      <SliceTable selection={selection} />
    </>
  );
}

/** How many slices of each layer were selected, of how many. */
function PerLayer({ perLayer }: Pick<SelectionReport, 'perLayer'>) {
  return (
    <table className="per-layer">
      <thead>
        <tr>
          <th scope="col">Layer</th>
          <th scope="col" className="number" colSpan={2}>
            Selected slices
          </th>
        </tr>
      </thead>
      <tbody>
        {perLayer.map(({ layer, selected, slices }) => (
          <tr key={layer} data-layer={layer}>
            <th scope="row">{layer}</th>
            <td className="bars" aria-hidden="true">
              <span className="bar after" style={{ width: `${(100 * selected) / slices}%` }} />
            </td>
            <td className="number">
              <Value value={selected} as="whole" /> <span className="soft">of {slices}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
