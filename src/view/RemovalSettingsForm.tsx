import { useState } from 'react';
import { preset } from '../state/changeSettings';
import { presets } from '../state/contract';
import { fociPathsOn, matchesRemoval, solvers } from '../state/settings';
import { type ExplainedSetting, settingWords } from './explanations';
import { NoiseBox } from './NoiseBox';
import { ChoiceSettingField, NumberSettingField } from './SettingField';
import { useLab } from './useLab';

/** All that a person can set about a removal; the foot explains the field under the pointer or with the focus. */
export function RemovalSettingsForm() {
  const [explained, onExplain] = useState<ExplainedSetting>('perturbations');
  const backend = useLab((state) => state.lab?.device.backend ?? null);
  const { label, explanation } = settingWords[explained];
  return (
    <form className="form" onSubmit={(event) => event.preventDefault()}>
      <div className="form-fields">
        <Presets />
        <NumberSettingField name="perturbations" onExplain={onExplain} />
        <NumberSettingField name="perturbationDeviation" onExplain={onExplain} />
        <NumberSettingField name="damping" onExplain={onExplain} />
        <NumberSettingField name="seed" onExplain={onExplain} />
        <NoiseBox onExplain={onExplain} />
        <NumberSettingField name="maxSlices" onExplain={onExplain} />
        <ChoiceSettingField name="solver" choices={solvers} onExplain={onExplain} />
        <ChoiceSettingField name="fociPath" choices={fociPathsOn(backend)} onExplain={onExplain} />
      </div>
      <p className="explanation">
        <b>{label}.</b> {explanation}
      </p>
    </form>
  );
}

function Presets() {
  const settings = useLab((state) => state.settings);
  return (
    <div className="presets wide">
      {Object.entries(presets).map(([name, { label, explanation, settings: removal }]) => (
        <button
          key={name}
          type="button"
          title={explanation}
          aria-pressed={matchesRemoval(settings, removal)}
          onClick={() => preset(name === 'paper' ? 'paper' : 'default')}
        >
          {label}
        </button>
      ))}
    </div>
  );
}
