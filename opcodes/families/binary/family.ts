/** binary: bytea, bit strings, uuid and oid (utils/adt/bytea.c, varbit.c, uuid.c, oid.c, encode.c). */
import { defineFamily } from '../../language/family.js';
import { bitParts } from './bit-parts.js';
import { bitFunctions } from './bits.js';
import { byteaLike } from './bytea-like.js';
import { byteaParts } from './bytea-parts.js';
import { byteaFunctions } from './bytea.js';
import { conversions } from './conversions.js';
import { digests } from './digests.js';
import { encodings } from './encodings.js';
import { binaryErrors } from './errors.js';
import { oidFunctions } from './oid.js';
import { bitType, byteaType, oidType, uuidType, varbitType } from './types.js';
import { uuidFunctions } from './uuid.js';

export const binary = defineFamily({
  name: 'binary',
  number: 7,
  summary: 'Bytes and bits.',
  types: [uuidType, oidType, byteaType, bitType, varbitType],
  errors: binaryErrors,
  functions: [
    ...uuidFunctions,
    ...oidFunctions,
    ...byteaFunctions,
    ...byteaParts,
    ...encodings,
    ...digests,
    ...bitFunctions,
    ...bitParts,
    ...byteaLike,
    ...conversions,
  ],
});
