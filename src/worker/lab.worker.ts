import { expose, transfer } from 'comlink';
import { createBrowserLab } from './browserLab';
import type { TrainingImages } from './protocol';
import { keepSaidErrors } from './thrown';
import { workerCalls } from './workerCalls';

const baseUrl = new URL(
  import.meta.env.BASE_URL,
  new URL(import.meta.env.DEV ? '/' : '../', self.location.href),
);

keepSaidErrors();
const lab = createBrowserLab(baseUrl.href);

/** A copy that the page takes over: cloned on its way it would be there three times, and keep the page busy while it is made. */
async function trainingImages(): Promise<TrainingImages> {
  const { images, ...rest } = await lab.trainingImages();
  const copy = images.slice();
  return transfer({ ...rest, images: copy }, [copy.buffer]);
}

expose({ ...lab, ...workerCalls, trainingImages });
