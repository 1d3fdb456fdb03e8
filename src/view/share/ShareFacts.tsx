import type { Recipe } from '../../state/contract';
import { ownFiles } from '../../state/setup/chooseData';
import { dataName, modelName } from '../../words/names';
import { formats, say } from '../../words/say';
import { useLab } from '../design/useLab';
import styles from './ShareDialog.module.css';

/** What a recipe holds, and what it leaves out. */
export function ShareFacts({ recipe }: { recipe: Recipe }) {
  const { data, model, steps, settings, expect } = recipe;
  const from = useLab((state) => state.lab?.model.weightsFrom);
  const samples = steps.reduce((sum, { request }) => sum + request.samples.length, 0);
  const counts = { removals: formats.whole(steps.length), samples: formats.whole(samples) };
  return (
    <section className={styles.facts} aria-label={say('page.share.holds')}>
      <h3>{say('page.share.holds')}</h3>
      <ul>
        <li>{say('page.share.data', { data: dataName(data), count: formats.whole(data.trainingCount) })}</li>
        <li>
          {model.digest === null
            ? say('page.share.untrained', { model: modelName(model) })
            : say('page.share.model', { model: modelName(model), digest: model.digest.slice(0, 12) })}
        </li>
        <li>
          {steps.length === 0
            ? say('page.share.noRemovals')
            : say('page.share.removals', { ...counts, one: steps.length === 1 })}
        </li>
        <li>{say('page.share.settings')}</li>
        {expect && <li>{say('page.share.expected', { digest: expect.digest.slice(0, 12) })}</li>}
      </ul>
      <p className="soft">{say('page.share.leftOut')}</p>
      {settings.dataset === ownFiles && <p className="warned">{say('page.share.ownData')}</p>}
      {from && from !== 'shipped' && <p className="warned">{say('page.share.ownWeights')}</p>}
    </section>
  );
}
