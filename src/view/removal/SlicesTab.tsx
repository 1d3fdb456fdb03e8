import type { ComponentType } from 'react';
import type { SelectionReport } from '../../state/contract';
import { say } from '../../words/say';
import barsStyles from '../design/Bars.module.css';
import type { TabProps } from '../design/reportTab';
import { Value } from '../design/Value';
import { Words } from '../design/Words';
import styles from './SlicesTab.module.css';
import { SliceTable } from './SliceTable';

interface SlicesProps extends TabProps {
  /** The network under the lens. */
  readonly Lens: ComponentType<TabProps>;
}

/** What was selected: in the network, layer by layer, and slice by slice. */
export function SlicesTab({ report, Lens }: SlicesProps) {
  const { selection } = report;
  if (selection === null) return null;
  return (
    <>
      <section aria-label={say('page.removal.slices.pictures')}>
        <Lens report={report} />
      </section>
      <section className={styles.perLayer} aria-label={say('page.removal.slices.byLayer')}>
        <PerLayer perLayer={selection.perLayer} />
      </section>
      {selection.selected.some(({ t }) => t !== null) && (
        <p className={`soft ${styles.about}`}>{say('page.removal.slices.about')}</p>
      )}
      <SliceTable selection={selection} />
    </>
  );
}

/** How many slices of each layer were selected, of how many. */
function PerLayer({ perLayer }: Pick<SelectionReport, 'perLayer'>) {
  return (
    <table className={styles.layers}>
      <thead>
        <tr>
          <th scope="col">{say('page.removal.slices.layer')}</th>
          <th scope="col" className="number" colSpan={2}>
            {say('page.removal.slices.selectedSlices')}
          </th>
        </tr>
      </thead>
      <tbody>
        {perLayer.map(({ layer, selected, slices }) => (
          <tr key={layer} data-layer={layer}>
            <th scope="row">{layer}</th>
            <td className={styles.bars}>
              <span
                className={`${barsStyles.bar} ${barsStyles.after}`}
                style={{ width: `${(100 * selected) / slices}%` }}
              />
            </td>
            <td className="number">
              <Words
                code="page.removal.slices.selectedOf"
                parts={{
                  selected: <Value value={selected} as="whole" />,
                  of: <span className="soft">{say('page.removal.slices.of', { slices })}</span>,
                }}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
