/** The types and imported functions that a kernel needs, numbered as they are asked for. */
import { SqlError } from '../../error.js';
import { runtimeSignatures } from './stencils.generated.js';

const raiseSignature = 'i32_i32_i32__';

export class Imports {
  /** Signatures by type index; the first is the kernel's own: bitmap, from, to. */
  readonly types: string[] = [raiseSignature];
  /** Names by function index. */
  readonly functions: string[] = [];
  usesTable = false;

  /** The type index of a signature that is called through the function table. */
  indirect(signature: string): number {
    this.usesTable = true;
    return this.type(signature);
  }

  /** The type index of a signature. */
  type(signature: string): number {
    const index = this.types.indexOf(signature);
    return index >= 0 ? index : this.types.push(signature) - 1;
  }

  func(name: string): number {
    const index = this.functions.indexOf(name);
    return index >= 0 ? index : this.functions.push(name) - 1;
  }

  /** The type index of an imported function. */
  signatureOf(name: string): number {
    const signature = name === 'raise' ? raiseSignature : runtimeSignatures[name];
    if (signature === undefined) throw new SqlError('XX000', `there is no runtime function ${name}`);
    return this.type(signature);
  }
}
