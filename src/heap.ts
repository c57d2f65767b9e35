/** `quern/heap`: reading PostgreSQL's own table files. It needs Node's file system; everything else of quern runs in browsers too. */
export { HeapReader, type HeapReaderOptions } from './inputs/heap.js';
