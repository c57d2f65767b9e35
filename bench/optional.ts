/** Packages that only benchmarks use are imported when they are needed, because an installed quern comes without them. */
import { SqlError } from '../src/error.js';

/** Says which package is missing when an import has failed for that reason. */
export function orMissing(name: string): (error: unknown) => never {
  return (error) => {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND') {
      throw new SqlError('58P01', `the package ${name} is not installed`, {
        hint: `It is used by benchmarks only; run: npm install --no-save ${name}`,
      });
    }
    throw error;
  };
}
