import { expose } from 'comlink';
import { createBrowserLab } from './browserLab';
import { keepSaidErrors } from './thrown';
import { workerCalls } from './workerCalls';

const baseUrl = new URL(
  import.meta.env.BASE_URL,
  new URL(import.meta.env.DEV ? '/' : '../', self.location.href),
);

keepSaidErrors();
expose({ ...createBrowserLab(baseUrl.href), ...workerCalls });
