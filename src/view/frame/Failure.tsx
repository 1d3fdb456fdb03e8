import './Failure.css';
import { say } from '../../words/say';

/** The whole page when the lab cannot go on: what happened, and a way back. */
export function Failure({ message }: { message: string }) {
  return (
    <main className="failure" role="alert">
      <h1>{say('page.frame.failure.title')}</h1>
      <p>{message}</p>
      <p className="soft">{say('page.frame.failure.about')}</p>
      <p className="ways-on">
        <button type="button" className="primary" onClick={() => window.location.reload()}>
          {say('page.frame.failure.reload')}
        </button>
        <a href="?backend=wasm">{say('page.frame.failure.openOnCpu')}</a>
      </p>
    </main>
  );
}
