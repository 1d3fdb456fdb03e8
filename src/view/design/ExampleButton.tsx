import { showExample } from '../../state/samples/example';
import { say } from '../../words/say';
import { useLab, useLabStore } from './useLab';

/** Makes a removal whose effect can be seen: of the sample that the model as it is now leans on most. */
export function ExampleButton() {
  const store = useLabStore();
  const busy = useLab((state) => state.job !== null || state.lab?.model.training == null);
  return (
    <button type="button" className="primary" disabled={busy} onClick={() => void showExample(store)}>
      {say('page.samples.example.button')}
    </button>
  );
}
