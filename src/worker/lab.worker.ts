import { expose } from 'comlink';
import { createBrowserLab } from './browserLab';

const baseUrl = new URL(
  import.meta.env.BASE_URL,
  new URL(import.meta.env.DEV ? '/' : '../', self.location.href),
);

expose(createBrowserLab(baseUrl.href));
