import type { ReactNode } from 'react';
import { say } from '../../words/say';
import { Modal } from './Modal';

interface ReadingModalProps {
  readonly title: string;
  /** As of every dialog. */
  readonly width: 'narrow' | 'wide';
  readonly children: ReactNode;
  onLeave(): void;
}

/** A dialog that asks nothing: its one button closes it. */
export function ReadingModal({ title, width, children, onLeave }: ReadingModalProps) {
  return (
    <Modal
      title={title}
      width={width}
      onSubmit={onLeave}
      onLeave={onLeave}
      actions={
        <button type="submit" className="primary">
          {say('page.help.close')}
        </button>
      }
    >
      {children}
    </Modal>
  );
}
