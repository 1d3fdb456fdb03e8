import type { ImageSet, Normalisation } from './dataset';

/** Below this a channel counts as constant (half a grey level of 255): dividing by less would only enlarge rounding. */
const SMALLEST_DEVIATION = 1 / 512;

/**
 * Mean and standard deviation of pixel / 255 over all pixels of a set, channel by channel. A channel that does not
 * vary gets the deviation 1, so that it becomes zeros.
 */
export function measureNormalisation({ images }: ImageSet, channels: number): Normalisation {
  const counts = countLevels(images, channels);
  const mean: number[] = [];
  const standardDeviation: number[] = [];
  for (let channel = 0; channel < channels; channel++) {
    const moments = momentsOf(counts.subarray(256 * channel, 256 * (channel + 1)));
    mean.push(moments.mean);
    standardDeviation.push(moments.deviation < SMALLEST_DEVIATION ? 1 : moments.deviation);
  }
  return { mean, standardDeviation };
}

/** How often each byte value occurs in each channel: channels x 256. Sums over these are exact. */
function countLevels(images: Uint8Array, channels: number): Float64Array {
  const counts = new Float64Array(256 * channels);
  for (let start = 0; start < images.length; start += channels) {
    for (let channel = 0; channel < channels; channel++) counts[256 * channel + images[start + channel]!]!++;
  }
  return counts;
}

function momentsOf(counts: Float64Array): { mean: number; deviation: number } {
  let [total, sum] = [0, 0];
  counts.forEach((count, level) => {
    total += count;
    sum += (count * level) / 255;
  });
  const mean = sum / total;
  const variance = counts.reduce((squares, count, level) => squares + count * (level / 255 - mean) ** 2, 0);
  return { mean, deviation: Math.sqrt(variance / total) };
}
