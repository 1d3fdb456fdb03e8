import type { SelectedSlice, SelectionReport } from '../../state/contract';
import { say, sayMessage } from '../../words/say';
import { stopMessage } from '../../words/stopMessage';
import { Value } from '../design/Value';
import { OwnBlankets } from './OwnBlankets';
import { SliceName } from './SliceName';
import styles from './SliceTable.module.css';

/** The selected slices in the order of selection, and why the selection stopped. */
export function SliceTable({ selection }: { selection: SelectionReport }) {
  const { selected, path, blankets } = selection;
  const stop = sayMessage(stopMessage(selection));
  const ranked = selected.some(({ t }) => t !== null);
  return (
    <div className={styles.slices}>
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
                  <th scope="col" className="number" title={say('page.removal.slices.tAbout')}>
                    {say('page.removal.slices.t')}
                  </th>
                  <th scope="col" className="number" title={say('page.removal.slices.runnerUpAbout')}>
                    {say('page.removal.slices.runnerUp')}
                  </th>
                </>
              )}
              {blankets !== null && (
                <th scope="col" className="number" title={say('page.removal.slices.takersAbout')}>
                  {say('page.removal.slices.takers')}
                </th>
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
              <SliceRow
                key={slice.slice}
                slice={slice}
                order={i + 1}
                ranked={ranked}
                takers={blankets && countTakers(blankets, slice)}
              />
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
      {blankets !== null && <OwnBlankets blankets={blankets} />}
    </div>
  );
}

function countTakers(blankets: NonNullable<SelectionReport['blankets']>, { slice }: SelectedSlice): number {
  return blankets.filter(({ slices }) => slices.includes(slice)).length;
}

interface SliceRowProps {
  readonly slice: SelectedSlice;
  readonly order: number;
  readonly ranked: boolean;
  /** Samples of a batch that selected it; null where it is no union. */
  readonly takers: number | null;
}

function SliceRow({ slice, order, ranked, takers }: SliceRowProps) {
  return (
    <tr data-slice={slice.slice}>
      <td className="soft">{order}</td>
      <td>{slice.layer}</td>
      <td className="number">{slice.unit}</td>
      {ranked && <Rank slice={slice} />}
      {takers !== null && (
        <td className="number">
          <Value value={takers} as="whole" />
        </td>
      )}
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
