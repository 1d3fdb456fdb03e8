import './DeviceBadge.css';
import { writeAddress } from '../../state/address/permalink';
import type { BackendName } from '../../state/contract';
import { backendChoices } from '../../state/settings/settings';
import { Popover } from '../design/Popover';
import { useLab } from '../design/useLab';
import { Value } from '../design/Value';

const backendLabels: Record<BackendName, string> = { webgpu: 'WebGPU', wasm: 'WASM', cpu: 'CPU' };

/** Backend and adapter; opened, what they hold, and the way to another backend. */
export function DeviceBadge() {
  const lab = useLab((state) => state.lab);
  const settings = useLab((state) => state.settings);
  if (lab === null) return <span className="device-badge opening soft">Looking for a device</span>;
  const { device, memory } = lab;
  return (
    <Popover
      className={device.fallback ? 'device-badge fallback' : 'device-badge'}
      summary={
        <>
          <strong>{backendLabels[device.backend]}</strong> <span>{device.device}</span>
        </>
      }
    >
      <p>{device.sentence}</p>
      <p className="soft">
        In use: <Value value={memory.tensors} as="whole" /> tensors (
        <Value value={memory.tensorBytes} as="megabytes" />
        ), <Value value={memory.buffers} as="whole" /> own buffers (
        <Value value={memory.bufferBytes} as="megabytes" />
        ).
      </p>
      <p>
        Open again with{' '}
        {backendChoices.map((backend) => (
          <a key={backend} href={writeAddress({ ...settings, backend }) || '?'}>
            {backend}
          </a>
        ))}
      </p>
    </Popover>
  );
}
