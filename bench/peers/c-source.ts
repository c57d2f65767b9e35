/** The canonical predicates as a programmer writes them in C: for each 64 rows a byte a row, which compilers make of vectors, then a bit a row; null logic included. */
import type { PeerPredicate } from './predicates.js';

/** For the 64 rows from `base` the word of those that are selected: `PACK` makes a word of a condition on row `i`; `bv` and `cv` are where b and c are not null. */
const words: Readonly<Record<PeerPredicate, string>> = {
  eq: 'PACK(a[i] == 42)',
  'eq-notnull': 'PACK(a[i] == 42) & bv',
  range: 'PACK((a[i] > 10) & (b[i] < 50)) & bv',
  'or-text':
    "(PACK((a[i] > 10) & (b[i] < 50)) & bv) | (PACK((c[i].length == 2) & (c[i].text[0] == 'x') & (c[i].text[1] == '7')) & cv)",
  between: 'PACK((a[i] >= 10) & (a[i] <= 20))',
  'in-list': `PACK(${[1, 5, 9, 14, 23, 42, 57, 61, 78, 99].map((n) => `(a[i] == ${n})`).join(' | ')})`,
  // Values of demo, at most 99, cannot overflow.
  arith: 'PACK((a[i] + b[i] > 100) & (a[i] * 2 < b[i])) & bv',
  prefix: "PACK((c[i].length >= 2) & (c[i].text[0] == 'x') & (c[i].text[1] == '1')) & cv",
  // No text of demo has more than four bytes, but only its length says so.
  infix: 'PACK(has77(c + i)) & cv',
  case: '({ uint64_t x = PACK(a[i] < 10), y = PACK(a[i] < 50); (x & PACK(b[i] > 5) & bv) | (~x & y & PACK(b[i] < 50) & bv) | (~x & ~y & PACK(d[i] > 0.5)); })',
  coalesce: 'PACK(b[i] % 7 == 3) & bv',
  float: 'PACK((d[i] > 0.25) & (d[i] < 0.75))',
  bigint: 'PACK(e[i] % 1000 == 7)',
  date: 'PACK((f[i] >= -2191) & (f[i] < -1826))',
  distinct: 'PACK(a[i] != b[i]) | ~bv',
  chain16: `PACK(${[
    ...['a[i] >= 2', 'b[i] < 98', 'd[i] > 0.02', 'a[i] < 97', 'b[i] >= 3', 'd[i] < 0.98', 'a[i] > 4', 'b[i] <= 94'],
    ...['d[i] >= 0.05', 'a[i] <= 93', 'b[i] > 7', 'd[i] <= 0.95', 'a[i] >= 10', 'b[i] < 90', 'd[i] > 0.1', 'a[i] < 90'],
  ]
    .map((test) => `(${test})`)
    .join(' & ')}) & bv`,
};

/** The predicates by the numbers that the program takes. */
export const cPredicates = Object.keys(words) as readonly PeerPredicate[];

/** The program: `loops FOLDER ROWS PREDICATE SAMPLES` prints how many rows are selected, then nanoseconds a row, a line a sample. */
export const cSource = (): string => {
  const functions = cPredicates.map(
    (name, n) => `static inline uint64_t word${n}(long base) {
  uint64_t bv = BV[base >> 6], cv = CV[base >> 6]; (void)bv; (void)cv;
  return ${words[name]};
}
static long run${n}(void) {
  long count = 0;
  for (long base = 0; base < rows; base += 64) {
    uint64_t w = word${n}(base);
    if (rows - base < 64) w &= ~(~0ull << (rows - base));
    bitmap[base >> 6] = w; count += __builtin_popcountll(w);
  }
  return count;
}`,
  );
  return `#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif
typedef struct { int32_t length; char text[12]; } view;
static long rows;
static int32_t *restrict a, *restrict b, *restrict f; static view *restrict c; static double *restrict d; static int64_t *restrict e;
static uint64_t *restrict BV, *restrict CV, *restrict bitmap;
static inline uint64_t pack(const uint8_t *M) {
  uint64_t w = 0;
#ifdef __SSE2__
  for (int k = 0; k < 4; k++)
    w |= (uint64_t)(uint16_t)_mm_movemask_epi8(_mm_slli_epi16(_mm_loadu_si128((const __m128i *)(M + k * 16)), 7)) << (k * 16);
#else
  for (int k = 0; k < 8; k++) { uint64_t x; memcpy(&x, M + k * 8, 8); w |= ((x * 0x0102040810204080ull) >> 56) << (k * 8); }
#endif
  return w;
}
static inline int has77(const view *v) {
  int m = 0;
  for (int j = 0; j < 11; j++) m |= (j + 1 < v->length) & (v->text[j] == '7') & (v->text[j + 1] == '7');
  return m;
}
#define PACK(condition) ({ uint8_t P[64]; for (long i = base; i < base + 64; i++) P[i - base] = (condition); pack(P); })
${functions.join('\n')}
static void *column(const char *folder, const char *name) {
  char path[4096]; snprintf(path, sizeof path, "%s/%s", folder, name);
  FILE *file = fopen(path, "rb"); if (!file) { perror(path); exit(1); }
  fseek(file, 0, SEEK_END); long size = ftell(file); rewind(file);
  char *bytes = aligned_alloc(64, (size + 4096) & ~63l); memset(bytes + size, 0, 64);
  if (fread(bytes, 1, size, file) != (size_t)size) { perror(path); exit(1); }
  fclose(file); return bytes;
}
static double now(void) { struct timespec t; clock_gettime(CLOCK_MONOTONIC, &t); return t.tv_sec * 1e9 + t.tv_nsec; }
int main(int n, char **args) {
  if (n < 5) return 2;
  rows = atol(args[2]); int which = atoi(args[3]), samples = atoi(args[4]);
  a = column(args[1], "a"); b = column(args[1], "b"); c = column(args[1], "c"); d = column(args[1], "d"); e = column(args[1], "e"); f = column(args[1], "f");
  BV = column(args[1], "b_valid"); CV = column(args[1], "c_valid"); bitmap = aligned_alloc(64, rows / 8 + 128);
  long (*run[])(void) = { ${cPredicates.map((_, k) => `run${k}`).join(', ')} };
  printf("%ld\\n", run[which]());
  if (samples == 0) return 0;
  double start = now(); long passes = 0; do { run[which](); passes++; } while (now() - start < 1e8);
  long repeat = passes / 5 + 1;
  for (int s = 0; s < samples; s++) {
    double t = now(); for (long k = 0; k < repeat; k++) run[which]();
    printf("%.6f\\n", (now() - t) / repeat / rows);
  }
}
`;
};
