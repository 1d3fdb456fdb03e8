import { cancel } from '../state/job';
import { useLab } from './useLab';

/** Stops the job that runs; it stands where the button stood that started it. */
export function CancelButton({ className }: { className?: string }) {
  const cancelling = useLab((state) => state.cancelling);
  return (
    <button
      type="button"
      className={className}
      disabled={cancelling}
      onClick={(event) => {
        // The second click of a double click on the button before it lands here, and means nothing.
        if (event.detail < 2) void cancel();
      }}
    >
      {cancelling ? 'Stopping…' : 'Cancel (Esc)'}
    </button>
  );
}
