import type { SampleReport } from '../../state/contract';
import type { MetricLine } from '../../state/removal/metricRows';
import type { Format } from '../../words/format';
import { say } from '../../words/say';
import { Defined } from '../design/Defined';
import { metricDefinition } from '../design/definitions';
import { Value } from '../design/Value';
import { Words } from '../design/Words';
import styles from './MetricsTable.module.css';

interface Props {
  readonly lines: readonly MetricLine[];
  /** The removed samples, where their own loss and gradient are to stand above. */
  readonly samples?: readonly SampleReport[];
  /** The metrics of one state, without a before. */
  readonly single?: boolean;
  /** Told which metric is under the pointer or has the focus. */
  onExplain?(line: MetricLine): void;
}

const arrows: Record<MetricLine['better'], string> = { higher: '↑', lower: '↓', retrained: '≈' };

/** Metrics before and after, and beside those of a retrained model where there is one. */
export function MetricsTable({ lines, samples = [], single = false, onExplain }: Props) {
  const isCompared = lines.some(({ retrained }) => retrained !== null);
  const hasFloor = lines.some(({ floor }) => floor !== null);
  const hasBand = lines.some(({ band }) => band !== null);
  const columns = { isCompared, hasFloor, hasBand, single };
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">
            {say(single ? 'page.removal.metrics.metric' : 'page.removal.metrics.beforeAndAfter')}
          </th>
          {(single ? (['value'] as const) : (['before', 'after', 'change'] as const)).map((name) => (
            <Column key={name} name={name} />
          ))}
          {isCompared && (
            <>
              <Column name="retrained" />
              <Column name="gap" />
              {hasFloor && <Column name="floor" />}
              {hasBand && <Column name="band" />}
            </>
          )}
        </tr>
      </thead>
      {samples.length > 0 && (
        <tbody>
          {sampleLines(samples).map((line) => (
            <Line key={line.id} line={line} columns={columns} />
          ))}
        </tbody>
      )}
      <tbody>
        {lines.map((line) => (
          <Line key={line.id} line={line} columns={columns} onExplain={onExplain} />
        ))}
      </tbody>
    </table>
  );
}

type ColumnName = 'value' | 'before' | 'after' | 'change' | 'retrained' | 'gap' | 'floor' | 'band';

function Column({ name }: { name: ColumnName }) {
  const heading = say(`page.removal.metrics.columns.${name}`);
  const about = aboutColumn(name);
  return (
    <th scope="col" className="number">
      {about === undefined ? heading : <Defined definition={{ about, better: null }}>{heading}</Defined>}
    </th>
  );
}

/** What a heading does not say of itself. */
function aboutColumn(name: ColumnName): string | undefined {
  if (name === 'before') return say('page.removal.metrics.beforeAbout');
  if (name === 'change') return say('page.removal.metrics.changeAbout');
  if (name === 'floor') return say('page.removal.metrics.floorAbout');
  return name === 'band' ? say('page.removal.metrics.bandAbout') : undefined;
}

type AnyLine = Omit<MetricLine, 'id' | 'better'> & {
  readonly id: string;
  readonly better: MetricLine['better'] | null;
};

/** Loss and gradient norm of the removed sample; of a batch, the means. */
function sampleLines(samples: readonly SampleReport[]): AnyLine[] {
  const mean = (read: (sample: SampleReport) => number) =>
    samples.reduce((sum, sample) => sum + read(sample), 0) / samples.length;
  const of = samples.length === 1 ? 'one' : 'many';
  const line = (
    id: 'sampleLoss' | 'sampleGradientNorm',
    unit: MetricLine['unit'],
    before: number,
    after: number,
  ) => ({
    id,
    label: say(`page.removal.metrics.${id}.${of}`),
    explanation: say(`page.removal.metrics.${id}.about`),
    better: null,
    unit,
    before,
    after,
    change: after - before,
    retrained: null,
    gap: null,
    floor: null,
    band: null,
    within: null,
    verdict: null,
  });
  return [
    line(
      'sampleLoss',
      'nats',
      mean((sample) => sample.lossBefore),
      mean((sample) => sample.lossAfter),
    ),
    line(
      'sampleGradientNorm',
      'norm',
      mean((sample) => sample.gradientNormBefore),
      mean((sample) => sample.gradientNormAfter),
    ),
  ];
}

interface LineProps<L extends AnyLine> {
  readonly line: L;
  readonly columns: {
    readonly isCompared: boolean;
    readonly hasFloor: boolean;
    readonly hasBand: boolean;
    readonly single: boolean;
  };
  readonly onExplain?: ((line: L) => void) | undefined;
}

function Line<L extends AnyLine>({ line, columns, onExplain }: LineProps<L>) {
  const { id, label, explanation, better, before, after, change, retrained, gap, floor, verdict } = line;
  const as: Format = line.unit === 'share' ? 'share' : 'number';
  const asDifference: Format = line.unit === 'share' ? 'points' : 'difference';
  const asSize: Format = line.unit === 'share' ? 'sizeInPoints' : 'size';
  const onReach = onExplain && (() => onExplain(line));
  return (
    <tr data-number={id} onMouseEnter={onReach} onFocus={onReach}>
      <th scope="row">
        <Defined definition={{ better: null, ...metricDefinition(id), about: explanation }}>{label}</Defined>
        {better !== null && (
          <span className={styles.better}>
            {' '}
            <span aria-hidden="true">{arrows[better]}</span>
            <span className="heard">
              {say('page.removal.metrics.heard', { better: say(`page.removal.metrics.better.${better}`) })}
            </span>
          </span>
        )}
      </th>
      {!columns.single && <Cell value={before} as={as} className="soft" />}
      <Cell value={after} as={as} />
      {!columns.single && (
        <Cell value={change} as={asDifference} className={verdict === null ? '' : styles[verdict]} />
      )}
      {columns.isCompared && (
        <>
          <Cell value={retrained} as={as} className="soft" />
          <Cell value={gap} as={asDifference} />
          {columns.hasFloor && <Cell value={floor} as={asSize} className="soft" />}
          {columns.hasBand && <Band line={line} as={asSize} />}
        </>
      )}
    </tr>
  );
}

/** The noise of retraining, and whether the gap is within it. */
function Band({ line: { band, within }, as }: { line: AnyLine; as: Format }) {
  if (band === null) return <Cell value={null} as={as} className="soft" />;
  return (
    <td className="number soft" title={within ? say('page.removal.metrics.withinAbout') : undefined}>
      <Words code="page.removal.metrics.halfWidth" parts={{ value: <Value value={band} as={as} /> }} />
      {within && ` ${say('page.removal.metrics.within')}`}
    </td>
  );
}

function Cell({
  value,
  as,
  className = '',
}: {
  value: number | null;
  as: Format;
  className?: string | undefined;
}) {
  return (
    <td className={`number ${className}`}>
      {value === null ? (
        <span className="soft">{say('page.removal.metrics.none')}</span>
      ) : (
        <Value value={value} as={as} />
      )}
    </td>
  );
}
