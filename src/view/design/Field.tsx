import { type ReactNode, useId } from 'react';
import styles from './Field.module.css';

/** What ties a control to its label, to what explains it and to what is wrong with it. */
export interface ControlProps {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': boolean;
}

interface Props {
  readonly label: string;
  /** For a screen reader: eyes see it elsewhere. */
  readonly explanation?: string | undefined;
  /** What is wrong with the value, below the control; null while nothing is. */
  readonly complaint?: string | null;
  /** Draws the control, with what ties it to the rest. */
  readonly children: (control: ControlProps) => ReactNode;
}

/** A control with its label; what explains it and what is wrong with it are its description. */
export function Field({ label, explanation, complaint = null, children }: Props) {
  const id = useId();
  const described = [explanation !== undefined && `${id}-about`, complaint !== null && `${id}-complaint`];
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      {children({
        id,
        'aria-describedby': described.filter(Boolean).join(' ') || undefined,
        'aria-invalid': complaint !== null,
      })}
      {explanation !== undefined && (
        <span id={`${id}-about`} className="heard">
          {explanation}
        </span>
      )}
      {complaint !== null && <Complaint id={`${id}-complaint`}>{complaint}</Complaint>}
    </div>
  );
}

/** What is wrong with something that a person gave. It is read out as it comes. */
export function Complaint({ id, children }: { id?: string; children: ReactNode }) {
  return (
    <p id={id} className={styles.complaint} role="alert">
      {children}
    </p>
  );
}
