import type { ModelScaling, ScalingId } from '../../state/contract';
import { formats, say } from '../../words/say';

interface Props {
  readonly scaling: ModelScaling;
  readonly disabled?: boolean;
  readonly onChoose: (id: ScalingId) => void;
}

/** The scalings of the pixels that a model of the person's own was measured under, each with what it makes of the data. */
export function ScalingMenu({ scaling, disabled = false, onChoose }: Props) {
  return (
    <select
      aria-label={say('page.setup.weights.scaling')}
      value={scaling.id}
      disabled={disabled}
      onChange={(event) => onChoose(event.target.value as ScalingId)}
    >
      {scaling.measured.map(({ id, accuracy, loss }) => (
        <option key={id} value={id}>
          {say('page.setup.weights.scalingRow', {
            name: say(`page.setup.weights.scalings.${id}`),
            accuracy: formats.share(accuracy),
            loss: loss.toPrecision(3),
          })}
        </option>
      ))}
    </select>
  );
}
