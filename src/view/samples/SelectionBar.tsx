import { type ComponentType, useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { SampleIndex } from '../../state/contract';
import { actsOn, longRun } from '../../state/removal/beforeRemoval';
import { sayOrder } from '../../state/removal/removalOrder';
import { unlearnSelected } from '../../state/removal/unlearn';
import { whyNotUnlearn } from '../../state/removal/whyNotUnlearn';
import { sampleFacts } from '../../state/samples/sampleFacts';
import { removalOrders } from '../../state/settings/settings';
import { formats, say, sayMessage } from '../../words/say';
import { Defined } from '../design/Defined';
import { termDefinition } from '../design/definitions';
import { JobProgress } from '../design/JobProgress';
import { RunButton } from '../design/RunButton';
import { SampleImage } from '../design/SampleImage';
import { Segments } from '../design/Segments';
import { useLab, useLabStore } from '../design/useLab';
import { Value } from '../design/Value';
import { Words } from '../design/Words';
import { ForgetMenu } from './ForgetMenu';
import { QueueList } from './QueueList';
import styles from './SelectionBar.module.css';

const picturesShown = 3;
const none: readonly SampleIndex[] = [];

/** What is selected, the button that removes it, and how far that is. */
export function SelectionBar({ Pixels }: { Pixels: ComponentType<{ sample: SampleIndex }> }) {
  const chosen = useLab((state) => state.selected);
  const selected = useMemo(() => [...chosen], [chosen]);
  const removing = useLab((state) => (state.job?.kind === 'removal' ? state.job.samples : none));
  const position = useLab((state) => (state.job?.kind === 'removal' ? state.job.position : 0));
  const samples = removing.length > 0 ? removing : selected;
  // One text stands in full below.
  const isBelow = useLab((state) => state.images?.texts !== undefined) && samples.length === 1;
  return (
    <div className={styles.bar}>
      <div className={styles.row}>
        {samples.length > 0 && !isBelow && (
          <div className={styles.pictures}>
            {samples.slice(position, position + picturesShown).map((index) => (
              <SampleImage key={index} index={index} side={samples.length === 1 ? 3.2 : 2.6} />
            ))}
          </div>
        )}
        <SelectionWords samples={samples} />
        {selected.length === 1 && removing.length === 0 && <Pixels sample={selected[0]!} />}
        {removing.length === 0 && <ForgetMenu />}
        <UnlearnButton count={selected.length} />
      </div>
      {removing.length === 0 && samples.length > 0 && <BeforeRemoval count={samples.length} />}
      <JobProgress />
      <QueueList />
    </div>
  );
}

/** What a person should know before so many are removed: from which state, how long it takes, what the steps were made for. */
function BeforeRemoval({ count }: { count: number }) {
  const state = useLab(actsOn);
  const run = useLab(useShallow((all) => longRun(all, count)));
  if (state === null && run === null) return null;
  return (
    <div className={styles.before}>
      {state !== null && <p className="warned">{say('page.samples.selection.actsOn', { state })}</p>}
      {run !== null && (
        <p className="soft">
          {say('page.samples.selection.takes', {
            time: run.ms === null ? null : formats.remaining(run.ms),
            isLocal: run.isLocal,
            isSequence: run.isSequence,
          })}
        </p>
      )}
    </div>
  );
}

function SelectionWords({ samples }: { samples: readonly SampleIndex[] }) {
  const [first] = samples;
  const facts = useLab(
    useShallow((state) =>
      first === undefined ? null : sampleFacts(state.lab, state.images, first, state.memorisation),
    ),
  );
  const alike = useLab((state) => state.lab?.dataset.relatives?.alike);
  if (first === undefined) {
    return (
      <div className={styles.words}>
        <h2>{say('page.samples.selection.none')}</h2>
        <p className="soft">{say('page.samples.selection.noneAbout')}</p>
      </div>
    );
  }
  if (samples.length > 1) {
    return (
      <div className={styles.words}>
        <h2>{say('page.samples.selection.many', { count: formats.whole(samples.length) })}</h2>
        <OrderSegments />
      </div>
    );
  }
  if (facts === null) return null;
  return (
    <div className={styles.words}>
      <h2>{say('page.samples.selection.one', { sample: first })}</h2>
      <p>
        <span className="soft">{say('page.samples.selection.label')}</span> {facts.label}
        {facts.predicted !== null && (
          <>
            {' '}
            <span className="soft">{say('page.samples.selection.predicted')}</span>{' '}
            <span className={facts.misclassified ? 'wrong' : ''}>{facts.predicted}</span>
          </>
        )}
        {facts.trueLabel !== null && (
          <>
            {' '}
            <span className="soft">{say('page.samples.planted.was')}</span> {facts.trueLabel}
          </>
        )}
        {facts.loss !== null && (
          <>
            {' '}
            <span className="soft">
              <Defined definition={termDefinition('loss')}>{say('page.samples.selection.loss')}</Defined>
            </span>{' '}
            <Value value={facts.loss} />
          </>
        )}
        {facts.memorisation !== null && facts.memorisationError !== null && (
          <span>
            {' '}
            <span className="soft">
              <Defined definition={{ about: say('page.samples.selection.memorisedAbout'), better: null }}>
                {say('page.samples.selection.memorised')}
              </Defined>
            </span>{' '}
            <Words
              code="page.samples.selection.withError"
              parts={{
                value: <Value value={facts.memorisation} as="t" />,
                error: <Value value={facts.memorisationError} as="t" />,
              }}
            />
          </span>
        )}
      </p>
      {facts.relative !== null && alike !== undefined && (
        <p className="soft">
          {say('page.samples.selection.relative', {
            person: facts.label,
            relative: facts.relative,
            alike: sayMessage(alike),
          })}
        </p>
      )}
    </div>
  );
}

/** What the orders are called, or what they mean. */
const wordsOfOrders = (what: 'label' | 'about') =>
  Object.fromEntries(
    removalOrders.map((name) => [name, say(`page.samples.selection.orders.${name}.${what}`)]),
  ) as Record<(typeof removalOrders)[number], string>;

/** How several samples are to go. */
function OrderSegments() {
  const store = useLabStore();
  const order = useLab((state) => state.settings.removeAs);
  const removing = useLab((state) => state.job?.kind === 'removal');
  return (
    <Segments
      label={say('page.samples.selection.removeAs')}
      name="removeAs"
      value={order}
      choices={removalOrders}
      words={wordsOfOrders('label')}
      titles={wordsOfOrders('about')}
      disabled={removing}
      onChoose={(name) => sayOrder(store, name)}
    />
  );
}

function UnlearnButton({ count }: { count: number }) {
  const store = useLabStore();
  const reason = useLab(whyNotUnlearn);
  const running = useLab(({ job }) => job !== null);
  return (
    <RunButton className="large" running={running} reason={reason} onRun={() => void unlearnSelected(store)}>
      {count > 1
        ? say('page.samples.selection.unlearnMany', { count: formats.whole(count) })
        : say('page.samples.selection.unlearn')}
    </RunButton>
  );
}
