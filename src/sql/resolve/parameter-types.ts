/**
 * The types of `$n`, given or found: a parameter takes the type of the first place that wants one, and every other place must agree
 * (parser/parse_param.c, the variable-parameter hooks).
 */
import type { TypeName } from '../../catalog/types.js';
import { formatType } from '../../catalog/catalog.js';
import { SqlError } from '../../error.js';
import type { Item, UntypedParam } from '../analyze/item.js';

/** The wire protocol counts parameters in 16 bits. */
const MAX_PARAMETERS = 65535;

/** How an error is raised at a place in the text. */
interface ParameterErrors {
  error(code: string, message: string, location: number): SqlError;
}

export class ParameterTypes {
  private readonly types: (TypeName | undefined)[];
  private readonly pending = new Set<UntypedParam>();

  constructor(given: readonly (TypeName | undefined)[]) {
    this.types = [...given];
  }

  /** A reference to `$number`. */
  reference(errors: ParameterErrors, number: number, location: number): Item {
    if (number < 1 || number > MAX_PARAMETERS)
      throw errors.error('42P02', `there is no parameter $${number}`, location);
    while (this.types.length < number) this.types.push(undefined);
    const type = this.types[number - 1];
    if (type !== undefined) return { kind: 'Param', type, number, location };
    const param: UntypedParam = { kind: 'UntypedParam', type: 'unknown', number, location };
    this.pending.add(param);
    return param;
  }

  /** The parameter as the type that its place wants. */
  resolve(errors: ParameterErrors, param: UntypedParam, type: TypeName, location: number): Item {
    const known = this.types[param.number - 1];
    if (known !== undefined && known !== type) {
      throw errors
        .error('42P08', `inconsistent types deduced for parameter $${param.number}`, param.location)
        .with({ detail: `${formatType(known)} versus ${formatType(type)}` });
    }
    this.types[param.number - 1] = type;
    this.pending.delete(param);
    return {
      kind: 'Param',
      type,
      number: param.number,
      location: location >= 0 && (param.location < 0 || location < param.location) ? location : param.location,
    };
  }

  /** All types, once the tree is finished: every reference must have got one (check_variable_parameters). */
  finish(errors: ParameterErrors): TypeName[] {
    const [stray] = [...this.pending].filter((param) => this.types[param.number - 1] !== undefined);
    if (stray)
      throw errors.error('42P08', `could not determine data type of parameter $${stray.number}`, stray.location);
    return this.types.map((type, index) => {
      if (type === undefined) throw new SqlError('42P18', `could not determine data type of parameter $${index + 1}`);
      return type;
    });
  }
}
