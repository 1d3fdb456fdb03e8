import { writeAddress } from '../../state/address/permalink';
import { backendChoices } from '../../state/settings/settings';
import { say, sayAll, sayMessage } from '../../words/say';
import { Popover } from '../design/Popover';
import { useLab } from '../design/useLab';
import { Value } from '../design/Value';
import { Words } from '../design/Words';
import styles from './DeviceBadge.module.css';

/** Backend and adapter; opened, what they hold, and the way to another backend. */
export function DeviceBadge() {
  const lab = useLab((state) => state.lab);
  const settings = useLab((state) => state.settings);
  if (lab === null)
    return (
      <span className={`${styles.badge} ${styles.opening} soft`}>{say('page.frame.device.looking')}</span>
    );
  const { device, memory } = lab;
  return (
    <Popover
      className={device.fallback ? `${styles.badge} ${styles.fallback}` : styles.badge}
      summary={
        <>
          <strong>{say(`page.frame.device.backends.${device.backend}`)}</strong> <span>{device.device}</span>
          {device.threads !== null && (
            <>
              {' '}
              <span className="soft" data-threads={device.threads}>
                {say('page.frame.device.threads', { count: device.threads })}
              </span>
            </>
          )}
        </>
      }
    >
      <p>{sayAll(device.said)}</p>
      {device.threads !== null && (
        <p className="soft">
          {device.oneThread ? sayMessage(device.oneThread) : say('page.frame.device.threadsAbout')}
        </p>
      )}
      <p className="soft">
        <Words
          code="page.frame.device.inUse"
          parts={{
            tensors: <Value value={memory.tensors} as="whole" />,
            tensorSize: <Value value={memory.tensorBytes} as="megabytes" />,
            buffers: <Value value={memory.buffers} as="whole" />,
            bufferSize: <Value value={memory.bufferBytes} as="megabytes" />,
          }}
        />
      </p>
      <p>
        <Words
          code="page.frame.device.openAgain"
          parts={{
            backends: backendChoices.map((backend) => (
              <a key={backend} href={writeAddress({ ...settings, backend }).replace(/^(?!\?)/, '?')}>
                {say(`page.frame.device.choices.${backend}`)}
              </a>
            )),
          }}
        />
      </p>
      <p>
        <a href="?view=doctor">{say('page.frame.device.doctor')}</a>
      </p>
    </Popover>
  );
}
