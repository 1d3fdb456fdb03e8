import type { TreeRow } from '../../state/history/historyTree';
import styles from './TreeLines.module.css';

interface Props {
  readonly row: TreeRow;
  /** Lanes of the whole tree. */
  readonly lanes: number;
  readonly isCurrent: boolean;
  readonly isRejected: boolean;
  /** Of the row, in pixels. */
  readonly height: number;
}

/** Room of a lane; of many lanes less, so that the words keep theirs. */
const widest = 14;
const widestTree = 70;

/** The lines of one row of the history: those that pass, and the state's own. */
export function TreeLines({ row, lanes, isCurrent, isRejected, height }: Props) {
  const pitch = Math.min(widest, widestTree / lanes);
  const x = (lane: number) => (lane + 0.5) * pitch;
  const middle = height / 2;
  const { lane, above, into, passing, current } = row;
  const width = lanes * pitch;
  return (
    <svg className={styles.lines} width={width} height={height} aria-hidden="true">
      {passing.map((line) => (
        <path
          key={line.lane}
          className={line.current ? styles.onPath : ''}
          d={`M${x(line.lane)} 0V${height}`}
        />
      ))}
      {above && <path className={above.current ? styles.onPath : ''} d={`M${x(lane)} 0V${middle}`} />}
      {into !== null && (
        <path
          className={current ? styles.onPath : ''}
          d={`M${x(lane)} ${middle}C${x(lane)} ${height} ${x(into)} ${middle} ${x(into)} ${height}`}
        />
      )}
      {isRejected && isCurrent && <circle className={styles.onPath} cx={x(lane)} cy={middle} r={6.5} />}
      {isRejected ? (
        <path className={styles.cross} d={`M${x(lane) - 4} ${middle - 4}l8 8m0 -8l-8 8`} />
      ) : (
        <circle
          className={isCurrent ? styles.here : current ? styles.onPath : ''}
          cx={x(lane)}
          cy={middle}
          r={isCurrent ? 5 : 3.5}
        />
      )}
    </svg>
  );
}
