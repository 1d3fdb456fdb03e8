import type { FigureFile, ShownFigure } from '../../state/figures/experimentsState';
import type { ReadTable, TableCell } from '../../state/figures/readTable';
import { giveFile } from '../../state/history/giveFile';
import { formats, say } from '../../words/say';
import styles from './FigureView.module.css';

/** The picture of an experiment as the command line draws it, its files, and its table. */
export function FigureView({ figure: { title, facts, files, table } }: { figure: ShownFigure }) {
  const picture = files.find(({ kind }) => kind === 'picture')!;
  return (
    <figure className={styles.figure}>
      <h2>{title}</h2>
      <img
        className={styles.picture}
        src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(picture.text)}`}
        alt={say('page.experiments.picture', { title })}
      />
      <figcaption className="soft">
        {say('page.experiments.cells', { made: say('page.experiments.made', facts), cells: facts.cells })}
      </figcaption>
      <p className={styles.files}>
        {files.map((file) => (
          <button key={file.kind} type="button" onClick={() => save(file)}>
            {say(`page.experiments.save.${file.kind}`)}
          </button>
        ))}
      </p>
      <Means table={table} label={say('page.experiments.table', { title })} />
    </figure>
  );
}

const save = ({ name, text }: FigureFile) =>
  giveFile({ fileName: name, bytes: new TextEncoder().encode(text) });

/** The columns have the names of the file's. */
function Means({ table: { columns, rows }, label }: { table: ReadTable; label: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached
    <section className={styles.scroll} aria-label={label} tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            {columns.map((name) => (
              <th key={name} scope="col" className={styles.column}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other name and keep their order
            <tr key={place}>
              {cells.map((cell, column) => (
                <td key={columns[column]} className={typeof cell === 'string' ? undefined : 'number'}>
                  {sayCell(cell)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function sayCell(cell: TableCell): string {
  if (typeof cell === 'string') return cell;
  const { mean, low, high } = cell;
  const write = Number.isInteger(mean) && low === null ? formats.whole : formats.number;
  return low === null || high === null
    ? write(mean)
    : say('page.experiments.interval', { mean: write(mean), low: write(low), high: write(high) });
}
