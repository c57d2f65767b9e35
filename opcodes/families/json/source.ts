/** Where PostgreSQL defines the functions of this family. */
export const jsonSource = 'src/backend/utils/adt/json.c';
export const jsonbSource = 'src/backend/utils/adt/jsonb.c';
export const jsonFunctionsSource = 'src/backend/utils/adt/jsonfuncs.c';
export const jsonbOperatorsSource = 'src/backend/utils/adt/jsonb_op.c';
