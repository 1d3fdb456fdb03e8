import type { RemovalPreview } from '../../state/contract';
import { startPreview, whyNotPreview } from '../../state/removal/preview';
import { noiseWarning } from '../../state/selectors';
import { setSetting } from '../../state/settings/changeSettings';
import { Explained, NumberSettingField } from '../design/SettingField';
import { useLab } from '../design/useLab';
import { Value } from '../design/Value';
import { type ExplainedSetting, settingWords } from '../words/explanations';

/** The switch of certification noise, and beside it what the noise would do, before anything runs. */
export function NoiseBox({ onExplain }: { onExplain(name: ExplainedSetting): void }) {
  const on = useLab((state) => state.settings.noise);
  return (
    <div className="noise-box wide">
      <Explained onExplain={() => onExplain('noise')}>
        <label className="switch">
          <input
            type="checkbox"
            role="switch"
            aria-checked={on}
            checked={on}
            onChange={({ target }) => setSetting('noise', target.checked)}
          />
          {settingWords.noise.label}
        </label>
      </Explained>
      {on && (
        <div className="noise-fields">
          <NumberSettingField name="epsilon" onExplain={onExplain} />
          <NumberSettingField name="delta" onExplain={onExplain} />
        </div>
      )}
      <Preview />
    </div>
  );
}

function Preview() {
  const preview = useLab((state) => state.preview);
  switch (preview.kind) {
    case 'none':
      return <PreviewButton />;
    case 'running':
      return (
        <p className="soft" role="status">
          Computing the step and its noise…
        </p>
      );
    case 'failed':
      return <p className="complaint">{preview.message}</p>;
    case 'ready':
      return <PreviewFacts preview={preview.preview} />;
    default:
      return preview satisfies never;
  }
}

function PreviewButton() {
  const reason = useLab(whyNotPreview);
  const busy = useLab((state) => state.job !== null);
  return (
    <button
      type="button"
      disabled={busy || reason !== null}
      title={reason ?? undefined}
      onClick={() => void startPreview()}
    >
      Preview the step
    </button>
  );
}

function PreviewFacts({ preview }: { preview: RemovalPreview }) {
  const { noise, request } = preview;
  const warning = request.noise === null ? null : noiseWarning(preview);
  return (
    <>
      <dl className="preview-facts">
        <dt>Slices</dt>
        <dd>
          <Value value={preview.selected.length} as="whole" /> (
          <Value value={preview.parameters} as="whole" /> weights)
        </dd>
        <dt>Step norm</dt>
        <dd>
          <Value value={preview.stepNorm} />
        </dd>
        <dt>{request.noise === null ? `Noise, if on (ε ${noise.epsilon})` : 'Expected noise norm'}</dt>
        <dd>
          <Value value={noise.expectedNorm} />
        </dd>
        <dt>σ per weight</dt>
        <dd>
          <Value value={noise.sigma} />
        </dd>
      </dl>
      {warning !== null && (
        <p className="warned" role="alert">
          {warning}
        </p>
      )}
    </>
  );
}
