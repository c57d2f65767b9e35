/** Where PostgreSQL defines the functions of this family. */
export const pathSource = 'src/backend/utils/adt/jsonpath.c';
export const executionSource = 'src/backend/utils/adt/jsonpath_exec.c';
