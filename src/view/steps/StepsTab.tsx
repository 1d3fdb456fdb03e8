import { useEffect, useState } from 'react';
import { factsOf, type StepFact, stepNames } from '../../state/steps/removalSteps';
import { say } from '../../words/say';
import { Defined } from '../design/Defined';
import { type Term, termDefinition } from '../design/definitions';
import { Formula, ReadingLevels } from '../design/ReadingLevels';
import type { TabProps } from '../design/reportTab';
import { useLab } from '../design/useLab';
import formulas from './formulas.math.json';
import styles from './StepsTab.module.css';

/** From one step to the next while it plays. */
const stepMs = { usual: 2500, slow: 7000 } as const;

/** The removal step by step, as its report has it: to play, to stop, one at a time, or slowly; in one sentence, in plain words, or as mathematics. */
export default function StepsTab({ report }: TabProps) {
  const [place, setPlace] = useState(0);
  const [playing, setPlaying] = useState(false);
  const [slow, setSlow] = useState(false);
  const level = useLab((state) => state.readingLevel);
  const last = stepNames.length - 1;
  useEffect(() => {
    if (!playing) return;
    if (place >= last) return setPlaying(false);
    const timer = setTimeout(() => setPlace(place + 1), stepMs[slow ? 'slow' : 'usual']);
    return () => clearTimeout(timer);
  }, [playing, place, slow, last]);
  const go = (to: number) => {
    setPlaying(false);
    setPlace(Math.max(0, Math.min(last, to)));
  };
  const play = () => {
    if (place >= last) setPlace(0);
    setPlaying(!playing);
  };
  const step = stepNames[place]!;
  const facts = factsOf(report, step);
  return (
    <section className={styles.steps} aria-label={say('page.steps.title')} data-step={step}>
      <div className={styles.controls}>
        <button type="button" className="primary" aria-pressed={playing} onClick={play}>
          {say(playing ? 'page.steps.pause' : 'page.steps.play')}
        </button>
        <button type="button" disabled={place === 0} onClick={() => go(place - 1)}>
          {say('page.steps.back')}
        </button>
        <button type="button" disabled={place === last} onClick={() => go(place + 1)}>
          {say('page.steps.forward')}
        </button>
        <label>
          <input type="checkbox" checked={slow} onChange={({ target }) => setSlow(target.checked)} />
          {say('page.steps.slow')}
        </label>
        <ReadingLevels name="readingLevel" />
      </div>
      <ol className={styles.list}>
        {stepNames.map((name, i) => (
          <li key={name}>
            <button
              type="button"
              className="quiet"
              aria-current={i === place ? 'step' : undefined}
              onClick={() => go(i)}
            >
              {say(`page.steps.each.${name}.label`)}
            </button>
          </li>
        ))}
      </ol>
      <div aria-live={playing ? 'off' : 'polite'} className={styles.words}>
        <h3>{say(`page.steps.each.${step}.label`)}</h3>
        {level === 'mathematics' ? (
          <Formula mathMl={formulas[step]} className={styles.formula} />
        ) : (
          <p>{say(`page.steps.each.${step}.${level}`)}</p>
        )}
        {step === 'noise' && facts.length === 0 && <p>{say('page.steps.noNoise')}</p>}
        <dl className="facts">
          {facts.map(({ label, value }) => [
            <dt key={label}>
              <FactName of={label} />
            </dt>,
            <dd key={`${label} value`}>{value}</dd>,
          ])}
        </dl>
      </div>
    </section>
  );
}

/** The words of the glossary that facts are about. */
const terms: Partial<Record<StepFact['label'], Term>> = {
  'page.steps.facts.copies': 'perturbation',
  'page.steps.facts.slices': 'slice',
  'page.steps.facts.selected': 'foci',
  'page.steps.facts.firstT': 'codec',
  'page.steps.facts.largest': 'hessian',
  'page.steps.facts.damping': 'damping',
  'page.steps.facts.cosine': 'gradient',
  'page.steps.facts.sigma': 'noise',
  'page.steps.facts.stepNorm': 'stepNorm',
  'page.steps.facts.residual': 'retainSet',
  'page.steps.facts.loss': 'loss',
};

function FactName({ of }: { of: StepFact['label'] }) {
  const term = terms[of];
  return term === undefined ? say(of) : <Defined definition={termDefinition(term)}>{say(of)}</Defined>;
}
