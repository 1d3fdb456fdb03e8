import { Component, type ReactNode } from 'react';
import { sayError } from '../../words/saidError';
import { say } from '../../words/say';

interface Props {
  /** What is inside, in words: a chart's title. */
  readonly of: string;
  readonly children: ReactNode;
}

/** Where one part of the page cannot be drawn, says so in its place and leaves the others as they are. */
export class PartBoundary extends Component<Props, { readonly problem: string | null }> {
  override state = { problem: null };

  static getDerivedStateFromError(error: unknown) {
    return { problem: sayError(error) };
  }

  override render() {
    const { of, children } = this.props;
    const { problem } = this.state;
    if (problem === null) return children;
    return (
      <div className="panel" role="alert">
        <p>{say('page.frame.partFailed', { part: of, problem })}</p>
        <button type="button" className="quiet" onClick={() => this.setState({ problem: null })}>
          {say('page.frame.drawAgain')}
        </button>
      </div>
    );
  }
}
