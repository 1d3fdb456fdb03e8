import { expose } from 'comlink';
import { createLab } from '../lab/lab';

const baseUrl = new URL(
  import.meta.env.BASE_URL,
  new URL(import.meta.env.DEV ? '/' : '../', self.location.href),
);

expose(createLab(baseUrl.href));
