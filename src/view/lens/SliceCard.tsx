import { useId, useMemo } from 'react';
import type { LookAnswer, RemovalReport, SliceIndex, SliceLayer } from '../../state/contract';
import { chooseSlice, placeOf, switchSlice } from '../../state/lens/underLens';
import { formats, say } from '../../words/say';
import { LookWait } from '../design/LookWait';
import { SampleImage, SampleStrip } from '../design/SampleImage';
import { useLab, useLabStore } from '../design/useLab';
import { answerOf, useLook } from '../design/useLook';
import { largestSize, SignedPicture } from './SignedPicture';
import styles from './SliceCard.module.css';

/** The slice that was clicked, or chosen by its layer and number: its weights before, after and between, and what it answers to most. */
export function SliceCard({ report }: { report: RemovalReport }) {
  const layers = useLab((state) => state.lab?.model.layers ?? []);
  const slice = useLab((state) => state.slice);
  const place = placeOf(layers, slice);
  return (
    <section className={styles.card} aria-label={say('page.lens.card.title')}>
      <Chooser place={place} />
      {place && slice !== null && (
        <>
          <Weights report={report} slice={slice} />
          <Favourites state={report.parent} slice={slice} title={say('page.lens.card.favouritesBefore')} />
          <Favourites state={report.id} slice={slice} title={say('page.lens.card.favouritesAfter')} />
        </>
      )}
    </section>
  );
}

/** Any unit by its layer and number. */
function Chooser({ place }: { place: ReturnType<typeof placeOf> }) {
  const store = useLabStore();
  const layers = useLab((state) => state.lab?.model.layers ?? []);
  const slice = useLab((state) => state.slice);
  const isOff = useLab((state) => slice !== null && state.off.includes(slice));
  const id = useId();
  const choose = (layer: SliceLayer | undefined, unit: number) => {
    const next = layer && layer.firstSlice + Math.max(0, Math.min(layer.units - 1, unit));
    if (next !== undefined && next !== slice) chooseSlice(store, next);
  };
  return (
    <div className={styles.chooser}>
      <h3>{say('page.lens.card.title')}</h3>
      <label htmlFor={`${id}layer`}>{say('page.lens.card.layer')}</label>
      <select
        id={`${id}layer`}
        value={place?.layer.name ?? ''}
        onChange={({ target }) =>
          choose(
            layers.find(({ name }) => name === target.value),
            0,
          )
        }
      >
        {place === null && <option value="">{say('page.lens.card.none')}</option>}
        {layers.map(({ name }) => (
          <option key={name}>{name}</option>
        ))}
      </select>
      {place && (
        <>
          <label htmlFor={`${id}unit`}>{say('page.lens.card.unit')}</label>
          <input
            id={`${id}unit`}
            type="number"
            min={0}
            max={place.layer.units - 1}
            value={place.unit}
            onChange={({ target }) => target.value !== '' && choose(place.layer, Number(target.value))}
          />
          <button
            type="button"
            aria-pressed={isOff}
            title={say('page.lens.off.about')}
            onClick={() => slice !== null && switchSlice(store, slice)}
          >
            {say('page.lens.off.button')}
          </button>
        </>
      )}
    </div>
  );
}

interface WeightsProps {
  readonly report: RemovalReport;
  readonly slice: SliceIndex;
}

function Weights({ report, slice }: WeightsProps) {
  const question = { kind: 'sliceWeights', slice } as const;
  const before = useLook({ model: { state: report.parent }, question });
  const after = useLook({ model: { state: report.id }, question });
  const one = answerOf(before);
  const other = answerOf(after);
  const drawn = useMemo(() => one && other && compareWeights(one, other), [one, other]);
  if (!drawn || !one || !other) return <LookWait look={one ? after : before} />;
  return (
    <div className={styles.pictures}>
      <SignedPicture title={say('page.lens.card.before')} tiles={drawn.before} largest={drawn.largest} />
      <SignedPicture title={say('page.lens.card.after')} tiles={drawn.after} largest={drawn.largest} />
      <SignedPicture
        title={say('page.lens.card.difference')}
        tiles={drawn.difference}
        largest={drawn.largestDifference}
      />
      <p className="soft">
        {say('page.lens.card.weights', {
          count: formats.whole(one.weights.length),
          bias: one.bias === null ? null : formats.number(one.bias),
          biasAfter: other.bias === null ? null : formats.number(other.bias),
          moved: formats.number(drawn.moved),
        })}
      </p>
    </div>
  );
}

/** Weights of two models as pictures on one scale, and their difference on its own. */
function compareWeights(one: LookAnswer<'sliceWeights'>, other: LookAnswer<'sliceWeights'>) {
  const [height, width, count] = one.shape;
  const difference = other.weights.map((value, i) => value - one.weights[i]!);
  const bias = (other.bias ?? 0) - (one.bias ?? 0);
  const tiles = (values: Float32Array) => ({ values, height, width, count });
  return {
    before: tiles(one.weights),
    after: tiles(other.weights),
    difference: tiles(difference),
    largest: largestSize(one.weights, other.weights),
    largestDifference: largestSize(difference),
    moved: Math.hypot(...chunkNorms(difference), bias),
  };
}

/** Norms of pieces: a spread of all weights at once would be too long for a call. */
function chunkNorms(values: Float32Array): number[] {
  const norms: number[] = [];
  for (let from = 0; from < values.length; from += 4096)
    norms.push(Math.hypot(...values.subarray(from, from + 4096)));
  return norms;
}

const favouriteCount = 8;

interface FavouritesProps {
  readonly state: number;
  readonly slice: SliceIndex;
  readonly title: string;
}

/** The training samples that a slice answers to most. */
function Favourites({ state, slice, title }: FavouritesProps) {
  const look = useLook({
    model: { state },
    question: { kind: 'favourites', slice, count: favouriteCount },
  });
  const images = useLab((one) => one.images?.images);
  const areTexts = useLab((one) => one.images?.texts !== undefined);
  const shape = useLab((one) => one.lab?.dataset.shape);
  const answer = answerOf(look);
  const samples = useMemo(() => answer && [...answer.samples], [answer]);
  return (
    <div className={styles.favourites}>
      <p>{title}</p>
      {samples && images && shape ? (
        <>
          {areTexts ? (
            samples.map((sample) => <SampleImage key={sample} index={sample} side={2} />)
          ) : (
            <div className={styles.strip} style={{ width: `${samples.length * 2.6}rem` }}>
              <SampleStrip images={images} shape={shape} indices={samples} gap={2} />
            </div>
          )}
          <p className="soft">{say('page.lens.card.samples', { samples: samples.join(', ') })}</p>
        </>
      ) : (
        <LookWait look={look} />
      )}
    </div>
  );
}
