import { algorithm1 } from './algorithm1';
import type { Method } from './method';
import type { MethodId } from './table';

/** What computes each row of the table of methods (table.ts). */
const methods: Partial<Record<MethodId, Method>> = { algorithm1 };

export function methodOf(id: MethodId): Method {
  return methods[id]!;
}
