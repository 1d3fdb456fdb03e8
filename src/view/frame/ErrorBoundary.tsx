import { Component, type ReactNode } from 'react';
import { sayError } from '../../words/saidError';
import { Failure } from './Failure';

/** Shows the message of an error in drawing instead of an empty page. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { message: string | null }> {
  override state = { message: null };

  static getDerivedStateFromError(error: unknown) {
    return { message: sayError(error) };
  }

  override render() {
    const { message } = this.state;
    return message === null ? this.props.children : <Failure message={message} />;
  }
}
