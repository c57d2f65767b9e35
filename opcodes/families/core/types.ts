/** The types of the core: those that the machine's own opcodes compute with. */
import { representations } from '../../language/function.js';
import { defineType, type TypeDefinition } from '../../language/type.js';

const core = (
  name: keyof typeof representations,
  oid: number,
  sqlName: string,
  rest: Pick<TypeDefinition, 'storage' | 'input' | 'output' | 'equal'> & Partial<TypeDefinition>,
): TypeDefinition => defineType({ name, oid, sqlName, representation: representations[name], ...rest });

export const coreTypes: readonly TypeDefinition[] = [
  core('bool', 16, 'boolean', { storage: 'BOOL', input: 'boolin', output: 'boolout', equal: 'booleq' }),
  core('int2', 21, 'smallint', { storage: 'INT2', input: 'int2in', output: 'int2out', equal: 'int2eq' }),
  core('int4', 23, 'integer', { storage: 'INT4', input: 'int4in', output: 'int4out', equal: 'int4eq' }),
  core('int8', 20, 'bigint', { storage: 'INT8', input: 'int8in', output: 'int8out', equal: 'int8eq' }),
  core('float4', 700, 'real', { storage: 'FLOAT4', input: 'float4in', output: 'float4out', equal: 'float4eq' }),
  core('float8', 701, 'double precision', {
    storage: 'FLOAT8',
    input: 'float8in',
    output: 'float8out',
    equal: 'float8eq',
  }),
  core('text', 25, 'text', {
    storage: 'TEXT',
    input: 'textin',
    output: 'textout',
    equal: 'texteq',
    textual: true,
  }),
  core('date', 1082, 'date', { storage: 'INT4', input: 'date_in', output: 'date_out', equal: 'date_eq' }),
  core('timestamp', 1114, 'timestamp without time zone', {
    storage: 'INT8',
    input: 'timestamp_in',
    output: 'timestamp_out',
    equal: 'timestamp_eq',
  }),
];
