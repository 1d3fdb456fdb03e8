/** What the page asks of the worker itself, beside the lab in it: whether it lives, and whether it answers. */
export interface WorkerCalls {
  /** Answers as soon as the worker is not busy. */
  ping(): Promise<void>;
  /**
   * Holds a lock as long as the worker lives: whoever is granted it next knows that the worker is gone.
   * @returns whether it is held; a browser may have no locks
   */
  holdLock(name: string): Promise<boolean>;
}

export const workerCalls: WorkerCalls = {
  async ping() {},

  holdLock: (name) =>
    new Promise((resolve) => {
      if (!navigator.locks) return resolve(false);
      const forEver = new Promise<never>(() => {});
      void navigator.locks.request(name, () => {
        resolve(true);
        return forEver;
      });
    }),
};
