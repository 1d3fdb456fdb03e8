import { bullseyeBlanket, bullseyeEdges, featureName } from '../../state/blanket/bullseyeGraph';
import type { BlanketRun } from '../../state/contract';
import { lists, say } from '../../words/say';
import styles from './BlanketGraph.module.css';

/** Where each variable stands, by hand: no two arrows cross. */
const places: Readonly<Record<string, readonly [x: number, y: number]>> = {
  r1: [30, 105],
  r2: [110, 32],
  r3: [110, 178],
  r4: [180, 105],
  r5: [260, 32],
  r6: [270, 112],
  y: [345, 178],
};

const radius = 17;
/** The ring around a found variable. */
const ringRadius = 22;
/** Room between an arrow and the variable that it points to. */
const arrowGap = 2;

/** The graph of 3D-Bullseye with the true blanket filled, and what a run found ringed. */
export function BlanketGraph({ run }: { run: BlanketRun | null }) {
  const found = run?.found.map(featureName) ?? [];
  return (
    <figure className={styles.graph}>
      <svg viewBox="0 0 375 210" role="img" aria-label={graphWords(run, found)}>
        <defs>
          <marker
            id="blanket-arrow"
            viewBox="0 0 8 8"
            refX="7"
            refY="4"
            markerWidth="7"
            markerHeight="7"
            orient="auto"
          >
            <path d="M0 0 L8 4 L0 8 Z" />
          </marker>
        </defs>
        {bullseyeEdges.map(([cause, effect]) => (
          <Arrow
            key={`${cause} ${effect}`}
            from={places[cause]!}
            to={places[effect]!}
            clearance={(found.includes(effect) ? ringRadius : radius) + arrowGap}
          />
        ))}
        {Object.entries(places).map(([name, place]) => (
          <Variable key={name} name={name} place={place} isFound={found.includes(name)} />
        ))}
      </svg>
      <figcaption>
        <span className={`${styles.key} ${styles.inside}`}>
          <i /> {say('page.blanket.graph.inside')}
        </span>
        <span className={styles.key}>
          <i /> {run === null ? say('page.blanket.graph.nothingRan') : say('page.blanket.graph.found', run)}
        </span>
      </figcaption>
    </figure>
  );
}

function graphWords(run: BlanketRun | null, found: readonly string[]): string {
  const arrows = bullseyeEdges.map(([cause, effect]) => say('page.blanket.graph.arrow', { cause, effect }));
  const graph = say('page.blanket.graph.about', {
    arrows: lists.list(arrows),
    blanket: lists.list(bullseyeBlanket),
  });
  if (run === null) return graph;
  const { method, seed } = run;
  return say('page.blanket.graph.aboutRun', { graph, method, seed, found: lists.list(found) });
}

interface ArrowProps {
  readonly from: readonly [x: number, y: number];
  readonly to: readonly [x: number, y: number];
  /** How far from the centre of its effect the arrow ends. */
  readonly clearance: number;
}

function Arrow({ from, to, clearance }: ArrowProps) {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const length = Math.hypot(dx, dy);
  const at = (distance: number) => [from[0] + (dx * distance) / length, from[1] + (dy * distance) / length];
  const [x1, y1] = at(radius);
  const [x2, y2] = at(length - clearance);
  return <line x1={x1} y1={y1} x2={x2} y2={y2} markerEnd="url(#blanket-arrow)" />;
}

interface VariableProps {
  readonly name: string;
  readonly place: readonly [x: number, y: number];
  readonly isFound: boolean;
}

function Variable({ name, place: [x, y], isFound }: VariableProps) {
  const role = name === 'y' ? styles.target : bullseyeBlanket.includes(name) ? styles.inside : undefined;
  return (
    <g className={role} data-variable={name} data-found={isFound}>
      {isFound && <circle className={styles.ring} cx={x} cy={y} r={ringRadius} />}
      <circle className={styles.node} cx={x} cy={y} r={radius} />
      <text x={x} y={y} dy="0.34em">
        {name}
      </text>
    </g>
  );
}
