import { columnDictionary } from '../../state/contract';
import { say } from '../../words/say';
import { Modal } from '../design/Modal';
import styles from './ColumnsDialog.module.css';

/** What each column of the table of removals holds: unit, which way it counts, meaning. */
export function ColumnsDialog({ onLeave }: { onLeave: () => void }) {
  return (
    <Modal
      title={say('page.history.columns.title')}
      width="wide"
      actions={<button type="submit">{say('page.history.columns.close')}</button>}
      onSubmit={onLeave}
      onLeave={onLeave}
    >
      <p className="soft">{say('page.history.columns.about')}</p>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{say('page.history.columns.column')}</th>
            <th scope="col">{say('page.history.columns.unit')}</th>
            <th scope="col">{say('page.history.columns.sign')}</th>
            <th scope="col">{say('page.history.columns.meaning')}</th>
          </tr>
        </thead>
        <tbody>
          {columnDictionary().map(({ column, unit, sign, meaning }) => (
            <tr key={column}>
              <th scope="row">
                <code>{column}</code>
              </th>
              <td>{unit}</td>
              <td>{sign}</td>
              <td>{meaning}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Modal>
  );
}
