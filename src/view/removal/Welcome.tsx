import './Welcome.css';
import { useLab } from '../design/useLab';
import { Value } from '../design/Value';

/** What a removal is, for someone who has not made one yet. */
export function Welcome() {
  const metrics = useLab((state) => state.lab?.metrics ?? null);
  return (
    <div className="welcome">
      <h2>Make the network forget one image</h2>
      <ol>
        <li>
          <b>Perturb</b> Noisy copies of the sample show how each unit, and the loss, respond to it.
        </li>
        <li>
          <b>Select slices</b> L-FOCI picks the few units that the loss depends on.
        </li>
        <li>
          <b>Curvature</b> A secant Hessian of those units' weights, with the sample taken out.
        </li>
        <li>
          <b>Newton step</b> Only those weights move, away from the sample.
        </li>
        <li>
          <b>Evaluate</b> Accuracy, loss and gradients on all that is left and on held-out data.
        </li>
      </ol>
      {metrics && (
        <p className="soft">
          The model now: <Value value={metrics.residualAccuracy} as="share" /> on its training samples,{' '}
          <Value value={metrics.validationAccuracy} as="share" /> on held-out data. Select a sample and press
          Unlearn.
        </p>
      )}
    </div>
  );
}
