import type { SampleReport } from '../state/contract';
import { SampleImage } from './SampleImage';
import { Value } from './Value';

/** The removed sample, and what the model makes of it before and after. */
export function SampleChange({ sample }: { sample: SampleReport }) {
  return (
    <div className="sample-change">
      <SampleImage index={sample.index} side={7} />
      <dl>
        <dt>Loss</dt>
        <dd data-number="sampleLoss">
          <Value value={sample.lossBefore} /> → <Value value={sample.lossAfter} />
        </dd>
        <dt>Gradient norm</dt>
        <dd data-number="sampleGradientNorm">
          <Value value={sample.gradientNormBefore} /> → <Value value={sample.gradientNormAfter} />
        </dd>
      </dl>
    </div>
  );
}
