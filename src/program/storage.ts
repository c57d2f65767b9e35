/** How a column is stored, which SCAN_VAR's steps are named after: several types are stored alike. */
import { types, type Storage, type TypeName } from '../catalog/types.js';

export const storageOf = (type: TypeName): Storage => types[type].storage;
