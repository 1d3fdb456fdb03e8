import { useEffect, useState } from 'react';
import type { LookAnswer, RemovalReport, SliceIndex } from '../../state/contract';
import { placeOf, runnerUpOf, showStep } from '../../state/lens/underLens';
import type { Look } from '../../state/looks/looksState';
import { formats, say, sayMessage } from '../../words/say';
import { stopMessage } from '../../words/stopMessage';
import { LookWait } from '../design/LookWait';
import { useLab, useLabStore } from '../design/useLab';
import styles from './TracePlayer.module.css';

/** From one step to the next while it plays. */
const stepMs = 1400;

interface PlayerProps {
  readonly look: Look<LookAnswer<'trace'>> | null;
  /** The step on show; null: how it ended. */
  readonly step: number | null;
  readonly report: RemovalReport;
  /** Asks for the trace. */
  onAsk(): void;
}

/** Plays the selection step by step: every candidate's T, the winner, and why it stopped. */
export function TracePlayer({ look, step, report, onAsk }: PlayerProps) {
  const store = useLabStore();
  const [playing, setPlaying] = useState(false);
  const trace = look?.kind === 'ready' ? look.answer : null;
  const last = trace === null ? 0 : trace.steps.length - 1;
  useEffect(() => {
    if (!playing || trace === null) return;
    if (step === null) return showStep(store, 0);
    if (step >= last) return setPlaying(false);
    const timer = setTimeout(() => showStep(store, step + 1), stepMs);
    return () => clearTimeout(timer);
  }, [store, playing, trace, step, last]);

  const play = () => {
    onAsk();
    if (step !== null && step >= last) showStep(store, 0);
    setPlaying(!playing);
  };
  const go = (to: number) => {
    onAsk();
    setPlaying(false);
    showStep(store, Math.max(0, trace === null ? 0 : Math.min(last, to)));
  };
  return (
    <div className={styles.player}>
      <div className={styles.controls}>
        <h3>{say('page.lens.trace.title')}</h3>
        <button type="button" aria-pressed={playing} onClick={play}>
          {say(playing ? 'page.lens.trace.pause' : 'page.lens.trace.play')}
        </button>
        <button
          type="button"
          aria-label={say('page.lens.trace.backAbout')}
          disabled={step === null || step === 0}
          onClick={() => go((step ?? 0) - 1)}
        >
          {say('page.lens.trace.back')}
        </button>
        <button
          type="button"
          aria-label={say('page.lens.trace.forwardAbout')}
          disabled={trace !== null && step !== null && step >= last}
          onClick={() => go(step === null ? 0 : step + 1)}
        >
          {say('page.lens.trace.forward')}
        </button>
        {step !== null && (
          <button
            type="button"
            className="quiet"
            onClick={() => {
              setPlaying(false);
              showStep(store, null);
            }}
          >
            {say('page.lens.trace.end')}
          </button>
        )}
      </div>
      <LookWait look={look} />
      <p aria-live={playing ? 'off' : 'polite'}>
        {trace !== null && step !== null && step >= 0 ? (
          <StepWords trace={trace} step={step} report={report} />
        ) : (
          say('page.lens.trace.about')
        )}
      </p>
    </div>
  );
}

interface StepProps {
  readonly trace: LookAnswer<'trace'>;
  readonly step: number;
  readonly report: RemovalReport;
}

/** What happened at a step. */
function StepWords({ trace, step, report }: StepProps) {
  const layers = useLab((state) => state.lab?.model.layers ?? []);
  const nameOf = (slice: SliceIndex) => {
    const place = placeOf(layers, slice);
    return place ? say('page.lens.unit', { layer: place.layer.name, unit: place.unit }) : String(slice);
  };
  const { best, t, taken, candidates } = trace.steps[step]!;
  const rival = runnerUpOf(trace.steps[step]!);
  const isLast = step === trace.steps.length - 1;
  const words = say(taken ? 'page.lens.trace.taken' : 'page.lens.trace.notTaken', {
    step: step + 1,
    steps: trace.steps.length,
    candidates: candidates.filter((value) => !Number.isNaN(value)).length,
    name: nameOf(best),
    t: formats.t(t),
    rival: rival && { name: nameOf(rival.slice), t: formats.t(rival.t) },
    first: step === 0,
  });
  const stop = isLast && taken && report.selection ? ` ${sayMessage(stopMessage(report.selection))}` : '';
  return `${words}${stop}`;
}
