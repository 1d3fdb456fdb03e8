import './Failure.css';

/** The whole page when the lab cannot go on: what happened, and a way back. */
export function Failure({ message }: { message: string }) {
  return (
    <main className="failure" role="alert">
      <h1>The lab stopped</h1>
      <p>{message}</p>
      <p className="soft">
        Removals that were finished are kept in this browser: a reload brings them back. Where the GPU is the
        trouble, the lab also runs on the CPU.
      </p>
      <p className="ways-on">
        <button type="button" className="primary" onClick={() => window.location.reload()}>
          Reload
        </button>
        <a href="?backend=wasm">Open on the CPU</a>
      </p>
    </main>
  );
}
