import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { digestOf } from '../../src/data/digest';

test('SHA-256 of the labels followed by the images, as another implementation computes it', () => {
  const labels = Uint8Array.from({ length: 70 }, (_, i) => i % 7);
  const images = Uint8Array.from({ length: 70 * 12 }, (_, i) => (i * i) % 256);
  const expected = createHash('sha256').update(labels).update(images).digest('hex');
  expect(digestOf({ labels, images })).toBe(expected);
  expect(expected).toMatch(/^[0-9a-f]{64}$/);
});

test('a view is digested alone, not the array that it is part of', () => {
  const whole = Uint8Array.of(9, 1, 2, 3, 9);
  const digest = digestOf({ labels: Uint8Array.of(0), images: Uint8Array.of(1, 2, 3) });
  expect(digestOf({ labels: Uint8Array.of(0), images: whole.subarray(1, 4) })).toBe(digest);
  expect(digestOf({ labels: Uint8Array.of(1), images: whole.subarray(1, 4) })).not.toBe(digest);
});
