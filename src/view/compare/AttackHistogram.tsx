import { type PointerEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { logAxis, tickText } from '../../state/charts/axis';
import {
  type AttackedSet,
  type AttackScores,
  attackedSets,
  histogramOf,
  judge,
  type LogRange,
  placeOf,
  rangeOf,
  valueAt,
} from '../../state/compare/attackHistogram';
import { attackedBy, type LookedModel } from '../../state/contract';
import { formats, say } from '../../words/say';
import { LookWait } from '../design/LookWait';
import { PartBoundary } from '../design/PartBoundary';
import { dashes, SeriesKey, strokes } from '../design/SeriesMark';
import { answerOf, useLook } from '../design/useLook';
import { Value } from '../design/Value';
import styles from './AttackHistogram.module.css';

/** A model with what it is called. */
export interface NamedModel {
  readonly name: string;
  readonly model: LookedModel;
}

type By = (typeof attackedBy)[number];

/** The looks of the sets: a line each, apart by colour and dash. */
const looks = { forgotten: 'after', members: 'other', nonMembers: 'before' } as const;

/** What the population attack sees of some models, and one threshold for all of them, which a person moves. */
export function AttackHistograms({ models }: { models: readonly NamedModel[] }) {
  const id = useId();
  const [by, setBy] = useState<By>('loss');
  const [known, setKnown] = useState<ReadonlyMap<string, AttackScores>>(new Map());
  const [threshold, setThreshold] = useState<number | null>(null);
  const keys = models.map(({ model }) => `${by} ${JSON.stringify(model)}`);
  const answers = keys.flatMap((key) => known.get(key) ?? []);
  const range = rangeOf(answers);
  const at = threshold ?? answers[0]?.threshold ?? null;
  const onAnswer = (key: string, scores: AttackScores) =>
    setKnown((before) => (before.get(key) === scores ? before : new Map(before).set(key, scores)));
  return (
    <div className={styles.attack}>
      <p className="soft">{say('page.differences.attack.about')}</p>
      <div className={styles.controls}>
        <label htmlFor={`${id}by`}>{say('page.differences.attack.by')}</label>
        <select
          id={`${id}by`}
          value={by}
          onChange={({ target }) => {
            setBy(target.value as By);
            setThreshold(null);
          }}
        >
          {attackedBy.map((name) => (
            <option key={name} value={name}>
              {say(`page.differences.attack.scores.${name}`)}
            </option>
          ))}
        </select>
        {at !== null && <ThresholdField at={at} range={range} onThreshold={setThreshold} />}
        <Keys />
      </div>
      <div className={styles.models}>
        {models.map(({ name, model }, i) => (
          <PartBoundary key={keys[i]} of={name}>
            <OneModel
              name={name}
              model={model}
              by={by}
              range={range}
              threshold={at}
              onAnswer={(scores) => onAnswer(keys[i]!, scores)}
              onThreshold={setThreshold}
            />
          </PartBoundary>
        ))}
      </div>
    </div>
  );
}

interface ThresholdProps {
  readonly at: number;
  readonly range: LogRange;
  onThreshold(threshold: number | null): void;
}

/** The threshold for keys, and the way back to the best one. */
function ThresholdField({ at, range, onThreshold }: ThresholdProps) {
  return (
    <>
      <label>
        {say('page.differences.attack.threshold')}{' '}
        <input
          type="range"
          min={0}
          max={1}
          step={0.005}
          value={placeOf(at, range)}
          aria-valuetext={say('page.differences.attack.nats', { value: formats.number(at) })}
          onChange={({ target }) => onThreshold(valueAt(Number(target.value), range))}
        />
      </label>
      <span>{say('page.differences.attack.nats', { value: formats.number(at) })}</span>
      <button type="button" className="quiet" onClick={() => onThreshold(null)}>
        {say('page.differences.attack.best')}
      </button>
    </>
  );
}

function Keys() {
  return (
    <span className={styles.keys}>
      {attackedSets.map((set) => (
        <span key={set}>
          <SeriesKey style={looks[set]} />
          {say(`page.differences.attack.sets.${set}`)}
        </span>
      ))}
    </span>
  );
}

interface ModelProps extends NamedModel {
  readonly by: By;
  readonly range: LogRange;
  readonly threshold: number | null;
  onAnswer(scores: AttackScores): void;
  onThreshold(threshold: number): void;
}

function OneModel({ name, model, by, range, threshold, onAnswer, onThreshold }: ModelProps) {
  const look = useLook({ model, question: { kind: 'attackScores', by } });
  const scores = answerOf(look);
  // biome-ignore lint/correctness/useExhaustiveDependencies: an answer is told once
  useEffect(() => {
    if (scores !== null) onAnswer(scores);
  }, [scores]);
  return (
    <figure className={styles.model} aria-label={name}>
      <figcaption>{name}</figcaption>
      {scores === null || threshold === null ? (
        <LookWait look={look} />
      ) : (
        <>
          <Plot scores={scores} range={range} threshold={threshold} onThreshold={onThreshold} />
          <Verdict scores={scores} threshold={threshold} />
        </>
      )}
    </figure>
  );
}

const bins = 40;
/** Of so few removed images each is a line of its own: as a share of so few it would tower over the others. */
const mostInRug = 50;
const nothing = new Float32Array();
/** The drawing's own units. */
const width = 300;
const height = 110;

interface PlotProps {
  readonly scores: AttackScores;
  readonly range: LogRange;
  readonly threshold: number;
  onThreshold(threshold: number): void;
}

/** The share of each set over the powers of ten, as steps, and the threshold, which follows the pointer while it is held. */
function Plot({ scores, range, threshold, onThreshold }: PlotProps) {
  const svg = useRef<SVGSVGElement>(null);
  const lines = useMemo(() => {
    const isRug = (set: AttackedSet) => set === 'forgotten' && scores[set].length <= mostInRug;
    const shares = attackedSets.map((set) => histogramOf(isRug(set) ? nothing : scores[set], range, bins));
    const most = Math.max(...shares.map((each) => Math.max(0, ...each)), 1e-9);
    return attackedSets.map(
      (set, i) =>
        [set, isRug(set), isRug(set) ? rugLine(scores[set], range) : stepLine(shares[i]!, most)] as const,
    );
  }, [scores, range]);
  const move = (event: PointerEvent) => {
    const box = svg.current!.getBoundingClientRect();
    onThreshold(valueAt(Math.min(1, Math.max(0, (event.clientX - box.left) / box.width)), range));
  };
  const x = placeOf(threshold, range) * width;
  return (
    <div className={styles.plot}>
      <svg
        ref={svg}
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={say('page.differences.attack.picture')}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          move(event);
        }}
        onPointerMove={(event) => event.buttons > 0 && move(event)}
      >
        <rect className={styles.taken} x={0} y={0} width={x} height={height} />
        {lines.map(([set, isRug, d]) => (
          <path
            key={set}
            className={isRug ? styles.rug : styles.line}
            data-set={set}
            d={d}
            stroke={strokes[looks[set]]}
            strokeDasharray={isRug ? undefined : dashes[looks[set]]}
          />
        ))}
        <path className={styles.threshold} data-threshold={threshold} d={`M${x} 0V${height}`} />
      </svg>
      <p className={styles.axis} aria-hidden="true">
        {ticksOf(range).map((value) => (
          <span key={value} style={{ left: `${100 * placeOf(value, range)}%` }}>
            {tickText(value, value)}
          </span>
        ))}
      </p>
    </div>
  );
}

/** Some powers of ten between the ends: those that a logarithmic axis has. */
const ticksOf = ({ from, to }: LogRange) => logAxis([10 ** from, 10 ** to]).ticks;

/** A short line for each of a few values. */
function rugLine(values: Float32Array, range: LogRange): string {
  return [...values].map((value) => `M${placeOf(value, range) * width} ${height}v-18`).join('');
}

/** The outline of a histogram; empty of an empty one. */
function stepLine(shares: Float64Array, most: number): string {
  const step = width / bins;
  const y = (share: number) => height - (share / most) * (height - 4);
  return [...shares]
    .map((share, i) => `${i === 0 ? 'M0 ' : `L${i * step} `}${y(share)}H${(i + 1) * step}`)
    .join('');
}

/** What the threshold makes of the images, in numbers. */
function Verdict({ scores, threshold }: { scores: AttackScores; threshold: number }) {
  const { taken, balancedAccuracy } = judge(scores, threshold);
  return (
    <dl className="facts">
      {attackedSets.map((set) => (
        <Fact key={set} name={say(`page.differences.attack.taken.${set}`)} value={taken[set]} />
      ))}
      <Fact name={say('page.differences.attack.balanced')} value={balancedAccuracy} />
      <Fact name={say('page.differences.attack.auc')} value={scores.auc} />
    </dl>
  );
}

function Fact({ name, value }: { name: string; value: number | null }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value === null ? say('page.differences.attack.none') : <Value value={value} as="share" />}</dd>
    </>
  );
}
