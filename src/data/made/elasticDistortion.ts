import { cosine, sine } from '../../math/elementary';
import type { Random } from '../../math/random/random';
import type { Polyline } from './smoothStroke';

/**
 * A smooth random displacement of the plane, u(p) = sum over k of a_k sin(f_k . p + phase_k), that bends a digit
 * as an unsteady hand would. It is the elastic distortion of P. Simard, D. Steinkraus and J. Platt ("Best practices
 * for convolutional neural networks", ICDAR 2003) with a few waves in place of a blurred random field, and it moves
 * the pen's path rather than the finished pixels, so that a stroke keeps its width.
 */

const WAVES = 4;

/** Radians per digit height: from a third of a wave to little more than one. Shorter waves look like tremor. */
const LOWEST_FREQUENCY = 2;
const FREQUENCY_RANGE = 5;

/**
 * Draws a displacement with the given root mean square size along each axis (in digit heights) and returns the
 * function that moves the points of a polyline by it, in place.
 */
export function createElasticDistortion(random: Random, strength: number): (line: Polyline) => void {
  // Of a sine with a random phase the mean square is 1/2, and WAVES of them with unit normal amplitudes add up.
  const scale = strength * Math.sqrt(2 / WAVES);
  const waves = Array.from({ length: WAVES }, () => {
    const direction = 2 * Math.PI * random.uniform();
    const frequency = LOWEST_FREQUENCY + FREQUENCY_RANGE * random.uniform();
    return {
      frequencyX: frequency * cosine(direction),
      frequencyY: frequency * sine(direction),
      phase: 2 * Math.PI * random.uniform(),
      amplitudeX: scale * random.normal(),
      amplitudeY: scale * random.normal(),
    };
  });
  return (line) => {
    for (let i = 0; i < line.length; i += 2) {
      const x = line[i]!;
      const y = line[i + 1]!;
      for (const wave of waves) {
        const height = sine(wave.frequencyX * x + wave.frequencyY * y + wave.phase);
        line[i]! += wave.amplitudeX * height;
        line[i + 1]! += wave.amplitudeY * height;
      }
    }
  };
}
