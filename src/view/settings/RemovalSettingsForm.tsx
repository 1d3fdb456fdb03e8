import { type ReactNode, useState } from 'react';
import {
  attentionIds,
  batchIds,
  curvatureIds,
  curvatureOfMethod,
  guardSetIds,
  type MethodRow,
  methodIds,
  methodTable,
  presets,
  retrainingOrderIds,
  selectionIds,
  updateIds,
  weightDecayIds,
} from '../../state/contract';
import { guardImagesHere } from '../../state/removal/guardImages';
import { preset } from '../../state/settings/changeSettings';
import { paperSentences } from '../../state/settings/paperPreset';
import {
  fociPathsOn,
  matchesRemoval,
  methodSettings,
  type SettingName,
  type Settings,
  solvers,
} from '../../state/settings/settings';
import { isUntuned } from '../../state/settings/untuned';
import { usedSettings } from '../../state/settings/usedSettings';
import { say } from '../../words/say';
import { Explanation } from '../design/Explanation';
import { curvatureMenu, type ExplainedSetting, explain } from '../design/explain';
import formStyles from '../design/Form.module.css';
import { CheckSettingField, ChoiceSettingField, NumberSettingField } from '../design/SettingField';
import { useLab, useLabStore } from '../design/useLab';
import { Words } from '../design/Words';
import { NoiseBox, NoiseSwitch } from './NoiseBox';
import styles from './RemovalSettingsForm.module.css';

interface FieldsProps {
  onExplain(name: ExplainedSetting): void;
}

/** All that a person can set about a removal; the foot explains the field under the pointer or with the focus. */
export function RemovalSettingsForm() {
  const [explained, onExplain] = useState<ExplainedSetting>('damping');
  const settings = useLab((state) => state.settings);
  const onGpu = useLab((state) => state.lab?.device.backend === 'webgpu');
  const used: readonly string[] = usedSettings(settings);
  const shown = used.includes(explained) ? explained : 'guard';
  const { label, explanation } = useExplanation(shown, settings);
  return (
    <form className={formStyles.form} onSubmit={(event) => event.preventDefault()}>
      <div className={formStyles.fields}>
        <Presets />
        <MethodFields onExplain={onExplain} />
        <MainFields onExplain={onExplain} />
        {settings.method === 'algorithm1' ? (
          <Algorithm1Fields onExplain={onExplain} />
        ) : (
          <RivalFields onExplain={onExplain} />
        )}
        <Group name={say('page.settings.everyMethod')}>
          <div className={formStyles.wide}>
            <ChoiceSettingField name="guardSet" choices={guardSetIds} onExplain={onExplain} />
            <ChoiceSettingField name="retrainingOrder" choices={retrainingOrderIds} onExplain={onExplain} />
            <NumberSettingField name="retrainingSeed" onExplain={onExplain} />
            <CheckSettingField name="batchNorms" onExplain={onExplain} />
            {onGpu && <CheckSettingField name="gpuTimes" onExplain={onExplain} />}
          </div>
        </Group>
      </div>
      <Explanation>
        <Words
          code="page.design.explained"
          values={{ explanation }}
          parts={{ label: <b>{say('page.design.explainedLabel', { label })}</b> }}
        />
      </Explanation>
    </form>
  );
}

/** What is explained of a setting; of the guard first, which images it goes by on the data that are open. */
function useExplanation(name: ExplainedSetting, settings: Settings) {
  const dataset = useLab((state) => state.lab?.dataset);
  const { label, explanation } = explain(name, settings);
  if (!dataset || (name !== 'guard' && name !== 'guardSet')) return { label, explanation };
  const images = guardImagesHere(dataset, settings.guardSet);
  return { label, explanation: say('page.settings.guardHere', { images, explanation }) };
}

function Presets() {
  const store = useLabStore();
  const settings = useLab((state) => state.settings);
  return (
    <div className={`${styles.presets} ${formStyles.wide}`}>
      {(['default', 'paper'] as const).map((name) => (
        <button
          key={name}
          type="button"
          title={say(`engine.presets.${name}.about`)}
          aria-pressed={matchesRemoval(settings, presets[name])}
          onClick={() => preset(store, name)}
        >
          {say(`engine.presets.${name}.label`)}
        </button>
      ))}
      {matchesRemoval(settings, presets.paper) && <PaperNote />}
    </div>
  );
}

/** What the preset "Paper" sets, and what differs from the paper with what is open. */
function PaperNote() {
  const dataset = useLab((state) => state.lab?.dataset);
  const model = useLab((state) => state.lab?.model);
  const removedCount = useLab((state) => state.lab?.removedCount ?? 0);
  if (!dataset || !model) return null;
  return (
    <ul className={`${styles.paperNote} soft`} aria-label={say('page.settings.paper.name')}>
      {paperSentences({ dataset, model, removedCount }).map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}

/** Fields that belong together, under their name. */
function Group({ name, children }: { name: string; children: ReactNode }) {
  return (
    <fieldset className={`${styles.group} ${formStyles.wide}`}>
      <legend>{name}</legend>
      {children}
    </fieldset>
  );
}

/** The menu of methods, and what the chosen one is. */
function MethodFields({ onExplain }: FieldsProps) {
  const method = useLab((state) => state.settings.method);
  const untuned = useLab((state) => isUntuned(state.settings));
  const source = say(`engine.methods.${method}.source`);
  return (
    <div className={`${styles.method} ${formStyles.wide}`}>
      <ChoiceSettingField name="method" choices={methodIds} onExplain={onExplain} />
      <p>
        {say(`engine.methods.${method}.about`)} <cite>{say('page.settings.source', { source })}</cite>
      </p>
      {untuned && <p className={styles.untuned}>{say('page.settings.untuned')}</p>}
    </div>
  );
}

/** What is changed most: it stands first, and in sight on a screen of 1280 x 720. */
function MainFields({ onExplain }: FieldsProps) {
  const isOurs = useLab((state) => state.settings.method === 'algorithm1');
  const hasCurvature = useLab((state) => usedSettings(state.settings).includes('curvature'));
  return (
    <>
      <div className={`${styles.main} ${formStyles.wide}`}>
        {isOurs && <NumberSettingField name="damping" onExplain={onExplain} />}
        <NumberSettingField name="guard" onExplain={onExplain} />
        <NumberSettingField name="seed" onExplain={onExplain} />
      </div>
      {isOurs && hasCurvature && (
        <div className={formStyles.wide}>
          <ChoiceSettingField
            name="curvature"
            choices={curvatureIds}
            groups={curvatureMenu()}
            onExplain={onExplain}
          />
        </div>
      )}
      {isOurs && <NoiseSwitch onExplain={onExplain} />}
    </>
  );
}

/** The choices of Algorithm 1, with the numbers that they read. */
function Algorithm1Fields({ onExplain }: FieldsProps) {
  const backend = useLab((state) => state.lab?.device.backend ?? null);
  const settings = useLab((state) => state.settings);
  const used = new Set<SettingName>(usedSettings(settings));
  const hasHeads = useLab((state) => state.lab?.model.layers.some(({ kind }) => kind === 'heads') ?? false);
  // Chosen for another model, it has to be seen to be changed.
  const hasChoice = hasHeads || settings.attention !== 'rows';
  return (
    <>
      <NoiseBox onExplain={onExplain} />
      <Group name={say('page.settings.slices')}>
        <ChoiceSettingField name="selection" choices={selectionIds} onExplain={onExplain} />
        {hasChoice && <ChoiceSettingField name="attention" choices={attentionIds} onExplain={onExplain} />}
        {used.has('batch') && <ChoiceSettingField name="batch" choices={batchIds} onExplain={onExplain} />}
        {used.has('maxSlices') && <NumberSettingField name="maxSlices" onExplain={onExplain} />}
        {used.has('perturbations') && (
          <>
            <NumberSettingField name="perturbations" onExplain={onExplain} />
            <NumberSettingField name="perturbationDeviation" onExplain={onExplain} />
            <ChoiceSettingField
              name="fociPath"
              choices={fociPathsOn(backend, settings.fociPath)}
              onExplain={onExplain}
            />
          </>
        )}
      </Group>
      <Group name={say('page.settings.step')}>
        <ChoiceSettingField name="update" choices={updateIds} onExplain={onExplain} />
        {used.has('weightDecay') && (
          <ChoiceSettingField name="weightDecay" choices={weightDecayIds} onExplain={onExplain} />
        )}
        {used.has('solver') && <ChoiceSettingField name="solver" choices={solvers} onExplain={onExplain} />}
        {used.has('hessianSamples') && <NumberSettingField name="hessianSamples" onExplain={onExplain} />}
      </Group>
    </>
  );
}

/** The numbers of a method that is not Algorithm 1. */
function RivalFields({ onExplain }: FieldsProps) {
  const method = useLab((state) => state.settings.method);
  const curvature = useLab((state) => curvatureOfMethod(method, state.settings.curvature));
  const { curvatures }: MethodRow = methodTable[method];
  const own = methodSettings(method);
  const hasDecay = useLab((state) => usedSettings(state.settings).includes('weightDecay'));
  if (own.length === 0) {
    return <p className={`${formStyles.wide} soft`}>{say('page.settings.noNumbers')}</p>;
  }
  return (
    <Group name={say('page.settings.ownNumbers')}>
      {curvatures && curvature && (
        <div className={formStyles.wide}>
          <ChoiceSettingField name="curvature" choices={curvatures} used={curvature} onExplain={onExplain} />
        </div>
      )}
      {own.map(({ setting }) => (
        <NumberSettingField key={setting} name={setting} onExplain={onExplain} />
      ))}
      {hasDecay && <ChoiceSettingField name="weightDecay" choices={weightDecayIds} onExplain={onExplain} />}
    </Group>
  );
}
