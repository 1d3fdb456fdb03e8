import { useId, useMemo } from 'react';
import type { LookAnswer, RemovalReport, SampleIndex } from '../../state/contract';
import { sampleThatStays, showMapsOf, showStaying } from '../../state/lens/underLens';
import { say } from '../../words/say';
import { LookWait } from '../design/LookWait';
import { SampleImage } from '../design/SampleImage';
import { useLab, useLabStore } from '../design/useLab';
import { answerOf, useLook } from '../design/useLook';
import styles from './ActivationMaps.module.css';
import { largestSize, SignedPicture } from './SignedPicture';

/** What a convolution makes of the forgotten image and of one that stays, before and after: Figures 8 and 12 of the paper. */
export function ActivationMaps({ report }: { report: RemovalReport }) {
  const store = useLabStore();
  const layers = useLab((state) => state.lab?.model.layers ?? []);
  const wanted = useLab((state) => state.mapLayer);
  const count = useLab((state) => state.lab?.dataset.trainingCount ?? 0);
  const forgotten = report.samples[0]?.index ?? 0;
  const proposed = useLab((state) => sampleThatStays(state, forgotten));
  const stays = useLab((state) => state.stays) ?? proposed;
  const id = useId();
  const maps = layers.filter(({ kind }) => kind !== 'dense');
  const areTexts = useLab((state) => state.images?.texts !== undefined);
  // What stands at the places of words is no picture.
  if (maps.length === 0 || areTexts) return null;
  const layer = maps.find(({ name }) => name === wanted)?.name ?? maps[0]!.name;
  return (
    <section className={styles.maps} aria-label={say('page.lens.maps.title')}>
      <div className={styles.chooser}>
        <h3>{say('page.lens.maps.title')}</h3>
        <label htmlFor={`${id}layer`}>{say('page.lens.card.layer')}</label>
        <select id={`${id}layer`} value={layer} onChange={({ target }) => showMapsOf(store, target.value)}>
          {maps.map(({ name }) => (
            <option key={name}>{name}</option>
          ))}
        </select>
        <label htmlFor={`${id}stays`}>{say('page.lens.maps.stays')}</label>
        <input
          id={`${id}stays`}
          type="number"
          min={0}
          max={count - 1}
          value={stays ?? ''}
          onChange={({ target }) => {
            const sample = Number(target.value);
            if (target.value !== '' && Number.isInteger(sample) && sample >= 0 && sample < count)
              showStaying(store, sample);
          }}
        />
      </div>
      <p className="soft">{say('page.lens.maps.about')}</p>
      <Pair
        report={report}
        layer={layer}
        sample={forgotten}
        title={say('page.lens.maps.forgotten', { sample: forgotten })}
      />
      {stays !== null && (
        <Pair
          report={report}
          layer={layer}
          sample={stays}
          title={say('page.lens.maps.staying', { sample: stays })}
        />
      )}
    </section>
  );
}

interface PairProps {
  readonly report: RemovalReport;
  readonly layer: string;
  readonly sample: SampleIndex;
  readonly title: string;
}

function Pair({ report, layer, sample, title }: PairProps) {
  const question = { kind: 'activations', layer, image: { set: 'training', index: sample } } as const;
  const before = useLook({ model: { state: report.parent }, question });
  const after = useLook({ model: { state: report.id }, question });
  const one = answerOf(before);
  const other = answerOf(after);
  const drawn = useMemo(() => one && other && compareMaps(one, other), [one, other]);
  return (
    <div className={styles.pair}>
      <figure>
        <SampleImage index={sample} side={4} />
        <figcaption>{title}</figcaption>
      </figure>
      {drawn ? (
        <>
          <SignedPicture title={say('page.lens.maps.before')} tiles={drawn.before} largest={drawn.largest} />
          <SignedPicture title={say('page.lens.maps.after')} tiles={drawn.after} largest={drawn.largest} />
          <SignedPicture
            title={say('page.lens.maps.difference')}
            tiles={drawn.difference}
            largest={drawn.largestDifference}
          />
        </>
      ) : (
        <LookWait look={one ? after : before} />
      )}
    </div>
  );
}

function compareMaps(one: LookAnswer<'activations'>, other: LookAnswer<'activations'>) {
  const { height, width, filters: count } = one;
  const difference = other.values.map((value, i) => value - one.values[i]!);
  const tiles = (values: Float32Array) => ({ values, height, width, count });
  return {
    before: tiles(one.values),
    after: tiles(other.values),
    difference: tiles(difference),
    largest: largestSize(one.values, other.values),
    largestDifference: largestSize(difference),
  };
}
