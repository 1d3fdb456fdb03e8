import type { SelectionReport } from '../../state/contract';
import { formats, say } from '../../words/say';
import styles from './OwnBlankets.module.css';
import { SliceName } from './SliceName';

/** More rows than this are counted, not drawn. */
const mostRows = 200;

/** Which slices each sample of a batch would select alone: what the union is of. */
export function OwnBlankets({ blankets }: { blankets: NonNullable<SelectionReport['blankets']> }) {
  const total = blankets.reduce((sum, { slices }) => sum + slices.length, 0);
  const left = blankets.length - mostRows;
  return (
    <details className={styles.own}>
      <summary>{say('page.removal.slices.own')}</summary>
      <p className="soft">
        {say('page.removal.slices.ownAbout', {
          samples: formats.whole(blankets.length),
          mean: formats.tenths(total / blankets.length),
        })}
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col" className="number">
              {say('page.removal.slices.ownSample')}
            </th>
            <th scope="col">{say('page.removal.slices.ownSlices')}</th>
          </tr>
        </thead>
        <tbody>
          {blankets.slice(0, mostRows).map(({ sample, slices }) => (
            <tr key={sample} data-sample={sample}>
              <td className="number">{sample}</td>
              <td>
                {slices.length === 0 && <span className="soft">{say('page.removal.slices.ownNone')}</span>}
                <ul className={styles.names}>
                  {slices.map((slice) => (
                    <li key={slice}>
                      <SliceName slice={slice} />
                    </li>
                  ))}
                </ul>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {left > 0 && (
        <p className="soft">{say('page.removal.slices.ownMore', { count: formats.whole(left) })}</p>
      )}
    </details>
  );
}
