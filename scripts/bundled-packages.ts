/** The packages whose code is in the published files: NOTICE has their licences, and the build refuses any other. */
export const bundledPackages: readonly string[] = [
  'libpg-query',
  // The types of the parse tree.
  '@pgsql/types',
  // Reading and writing Parquet and Arrow.
  'hyparquet',
  'hyparquet-compressors',
  'hyparquet-writer',
  'fzstd',
  'hysnappy',
  '@uwdata/flechette',
  'commander',
  'picocolors',
  'cli-progress',
  'cli-table3',
  '@colors/colors',
  'string-width',
  'strip-ansi',
  'ansi-regex',
  'emoji-regex',
  'is-fullwidth-code-point',
];
