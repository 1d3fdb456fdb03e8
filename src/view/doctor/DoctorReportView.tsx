import { useState } from 'react';
import type { DoctorReport } from '../../state/doctor/doctorState';
import { formats, say, sayMessage } from '../../words/say';
import { doctorColumns, sayFailures, sayKernel, saySpeeds, writeDoctor } from '../../words/sayDoctor';
import styles from './DoctorReportView.module.css';

/** What was found: the verdict first, then each kernel, then all of it to send. */
export function DoctorReportView({ report }: { report: DoctorReport }) {
  const { adapter, lab, runtime, kernels, passed, verdict, seconds } = report;
  return (
    <>
      <p role="status" className={passed ? styles.good : styles.bad}>
        {sayMessage(verdict)}
      </p>
      <p className="soft">
        {say('page.doctor.where', {
          adapter: adapter.name,
          lab,
          runtime,
          time: formats.duration(1000 * seconds),
        })}{' '}
        {saySpeeds(report)}
      </p>
      <ul className={styles.failures}>
        {kernels.flatMap(sayFailures).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <KernelTable report={report} />
      <Written text={writeDoctor(report)} />
    </>
  );
}

/** Numbers stand to the right. */
const numeric: readonly string[] = ['cases', 'time'];
const classOf = (column: string) => (numeric.includes(column) ? 'number' : undefined);

function KernelTable({ report: { kernels } }: { report: DoctorReport }) {
  const [, ...columns] = doctorColumns;
  return (
    // A table that is wider than the window scrolls by the keyboard too.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached
    <section className={styles.scroll} aria-label={say('page.doctor.tableTitle')} tabIndex={0}>
      <table className={styles.kernels}>
        <thead>
          <tr>
            {doctorColumns.map((column) => (
              <th key={column} scope="col" className={classOf(column)}>
                {say(`lab.doctor.columns.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {kernels.map((result) => {
            const cells = sayKernel(result);
            return (
              <tr key={result.kernel} className={result.failed.length > 0 ? styles.failed : undefined}>
                <th scope="row">{cells.kernel}</th>
                {columns.map((column) => (
                  <td key={column} className={classOf(column)}>
                    {cells[column]}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

/** All of it as text, to copy. A page over plain http has no clipboard: there it is marked by hand. */
function Written({ text }: { text: string }) {
  const [outcome, setOutcome] = useState<string | null>(null);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setOutcome(say('page.doctor.copied'));
    } catch {
      setOutcome(say('page.doctor.notCopied'));
    }
  };
  return (
    <>
      <p className={styles.copy}>
        <button type="button" onClick={() => void copy()}>
          {say('page.doctor.copy')}
        </button>
        <span role="status">{outcome}</span>
      </p>
      <details>
        <summary>{say('page.doctor.show')}</summary>
        <pre className={styles.written} data-doctor-report>
          {text}
        </pre>
      </details>
    </>
  );
}
