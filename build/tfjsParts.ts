/**
 * What the page takes of @tensorflow/tfjs, in its place (vite.config.ts): all but the WebGL backend, graph models and data pipelines, which the lab never uses and a visit would
 * fetch and parse before its first picture.
 */
// Its flags are there before the gradients ask for them.
import '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops';
import { version as tfjs } from '@tensorflow/tfjs/dist/version';

export * from '@tensorflow/tfjs-backend-cpu';
export * from '@tensorflow/tfjs-core';
export * from '@tensorflow/tfjs-layers';
export const version = { tfjs };
