/** network: addresses of hosts, networks and interfaces (utils/adt/network.c, mac.c, mac8.c). */
import { defineFamily } from '../../language/family.js';
import { arithmetic } from './arithmetic.js';
import { comparison } from './comparison.js';
import { networkErrors } from './errors.js';
import { inputOutput } from './input-output.js';
import { macaddr } from './mac.js';
import { macaddr8 } from './mac8.js';
import { parts } from './parts.js';
import { cidrType, inetType, macaddr8Type, macaddrType } from './types.js';

export const network = defineFamily({
  name: 'network',
  number: 8,
  summary: 'Network addresses.',
  types: [inetType, cidrType, macaddrType, macaddr8Type],
  errors: networkErrors,
  functions: [...inputOutput, ...comparison, ...parts, ...arithmetic, ...macaddr, ...macaddr8],
});
