import type { RemovalPreview } from '../../state/contract';
import { noiseWarning } from '../../state/removal/outcome';
import { startPreview, whyNotPreview } from '../../state/removal/preview';
import { setSetting } from '../../state/settings/changeSettings';
import { say } from '../../words/say';
import { type ExplainedSetting, settingWords } from '../design/explain';
import { Complaint } from '../design/Field';
import formStyles from '../design/Form.module.css';
import { Explained, NumberSettingField } from '../design/SettingField';
import { useLab, useLabStore } from '../design/useLab';
import { Value } from '../design/Value';
import { Words } from '../design/Words';
import styles from './NoiseBox.module.css';

interface Props {
  onExplain(name: ExplainedSetting): void;
}

/** The switch of certification noise. */
export function NoiseSwitch({ onExplain }: Props) {
  const store = useLabStore();
  const on = useLab((state) => state.settings.noise);
  return (
    <div className={formStyles.wide}>
      <Explained onExplain={() => onExplain('noise')}>
        <label className={styles.switch}>
          <input
            type="checkbox"
            role="switch"
            aria-checked={on}
            checked={on}
            onChange={({ target }) => setSetting(store, 'noise', target.checked)}
          />
          {settingWords('noise').label}
        </label>
      </Explained>
    </div>
  );
}

/** What certification noise would do beside the step, before anything runs; its numbers where it is on. */
export function NoiseBox({ onExplain }: Props) {
  const on = useLab((state) => state.settings.noise);
  return (
    <div className={`${styles.box} ${formStyles.wide}`}>
      {on && (
        <div className={styles.fields}>
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
          {say('page.settings.preview.running')}
        </p>
      );
    case 'failed':
      return <Complaint>{preview.message}</Complaint>;
    case 'ready':
      return <PreviewFacts preview={preview.preview} />;
    default:
      return preview satisfies never;
  }
}

function PreviewButton() {
  const store = useLabStore();
  const reason = useLab(whyNotPreview);
  const busy = useLab((state) => state.job !== null);
  return (
    <button
      type="button"
      disabled={busy || reason !== null}
      title={reason ?? undefined}
      onClick={() => void startPreview(store)}
    >
      {say('page.settings.preview.title')}
    </button>
  );
}

function PreviewFacts({ preview }: { preview: RemovalPreview }) {
  const { noise, request } = preview;
  const warning = request.noise === null ? null : noiseWarning(preview);
  return (
    <>
      <dl className={styles.facts}>
        <dt>{say('page.settings.preview.slices')}</dt>
        <dd>
          <Words
            code="page.settings.preview.selected"
            parts={{
              slices: <Value value={preview.selected.length} as="whole" />,
              weights: <Value value={preview.parameters} as="whole" />,
            }}
          />
        </dd>
        <dt>{say('page.settings.preview.stepNorm')}</dt>
        <dd>
          <Value value={preview.stepNorm} />
        </dd>
        <dt>
          {request.noise === null
            ? say('page.settings.preview.noiseIfOn', { epsilon: noise.epsilon })
            : say('page.settings.preview.noise')}
        </dt>
        <dd>
          <Value value={noise.expectedNorm} />
        </dd>
        <dt>{say('page.settings.preview.sigma')}</dt>
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
