import { useMemo } from 'react';
import { hasBit } from '../../state/contract';
import { isChance, pixelMap, type Sensitivity, type StandOut, standOut } from '../../state/lens/pixelMap';
import { hideSensitivity, shownSensitivity } from '../../state/lens/sensitivity';
import { say } from '../../words/say';
import { PartBoundary } from '../design/PartBoundary';
import { SampleImage } from '../design/SampleImage';
import { useLab, useLabStore } from '../design/useLab';
import { Value } from '../design/Value';
import { Words } from '../design/Words';
import { HeatMap } from './HeatMap';
import styles from './PixelPanel.module.css';
import { TextPanel } from './TextPanel';

/** Which pixels the loss on a sample depends on, while the person wants to see that; of a text all of it. */
export function PixelPanel() {
  const sensitivity = useLab(shownSensitivity);
  const areTexts = useLab((state) => state.images?.texts !== undefined);
  if (areTexts) return <TextPanel />;
  return sensitivity === null ? null : <Panel sensitivity={sensitivity} />;
}

function Panel({ sensitivity: { key, values } }: { sensitivity: Sensitivity }) {
  const store = useLabStore();
  const shape = useLab((state) => state.lab!.dataset.shape);
  const removed = useLab((state) => hasBit(state.lab!.removed, key.sample));
  const map = useMemo(() => pixelMap(values, shape), [values, shape]);
  return (
    <section className={styles.panel} aria-label={say('page.lens.title')}>
      <SampleImage index={key.sample} side={7.6} />
      {map !== null && (
        <PartBoundary of={say('page.lens.title')}>
          <HeatMap map={map} sample={key.sample} />
        </PartBoundary>
      )}
      <div className={styles.words}>
        <header>
          <h2>{say('page.lens.titleOf', { sample: key.sample })}</h2>
          <button
            type="button"
            className="quiet"
            aria-label={say('page.lens.hideAbout')}
            onClick={() => hideSensitivity(store)}
          >
            {say('page.lens.hide')}
          </button>
        </header>
        {map === null ? (
          <p>{say('page.lens.noPixel')}</p>
        ) : (
          <>
            <p>
              <Words
                code="page.lens.about"
                values={{ channels: shape[2] }}
                parts={{ copies: <Value value={key.perturbations} as="whole" /> }}
              />
            </p>
            <Chance against={standOut(values, key.perturbations)} of={values.length} />
          </>
        )}
        <p className="soft">{say(removed ? 'page.lens.ofRemoved' : 'page.lens.ofCurrent')}</p>
      </div>
    </section>
  );
}

/** How much of the map is more than chance. */
function Chance({ against, of }: { against: StandOut; of: number }) {
  const { deviation, threshold, count, expected } = against;
  return (
    <p>
      {isChance(against) && <b>{say('page.lens.nothing')} </b>}
      <Words
        code="page.lens.chance"
        parts={{
          standOut: (
            <b>
              <Words
                code="page.lens.standOut"
                parts={{ count: <Value value={count} as="whole" />, of: <Value value={of} as="whole" /> }}
              />
            </b>
          ),
          threshold: <Value value={threshold} as="t" />,
          deviation: <Value value={deviation} as="t" />,
          expected: <Value value={Math.round(expected)} as="whole" />,
        }}
      />
    </p>
  );
}
