/** Takes many rows of CSV or NDJSON at once, as long as they are usual, and stores their values, or tells how they are spelled. */
export { csvRows } from './csv';
export { jsonRows } from './json';
export { storeValues } from './columns';
export { sampleValues } from './sample';
