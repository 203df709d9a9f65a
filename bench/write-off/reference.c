/* The write-off of a book in C with __int128: what `resident.ts` is held against. Reads the book from the file named first,
 * then works once for every line on its input and answers with the nanoseconds it took. The first time it also writes its
 * figures to the file named second.
 *
 * The way: rows grouped by material and equal rates when the book is read, as a writer who knows R4.5 would; lines added
 * with overflow checked; Q x n exactly in 128 bits per group; one whole part and 64 bits of fraction per group, rounded
 * once per material (R4.6, R4.8). */
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef __int128 i128;
typedef unsigned __int128 u128;
enum { KINDS = 29, FIRST_PRODUCT = 15, LAST_PRODUCT = 19, FIRST_SCRAP = 20, LAST_SCRAP = 22, FIRST_EQUIPMENT = 23, LAST_EQUIPMENT = 26 };
/* What a kind does to T, and to Q: codes of platform/ledger/kinds.ts. */
static const int8_t ON_T[KINDS] = {0, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, -1};
static const int8_t ON_Q[KINDS] = {[15] = 1, [16] = 1, [17] = -1, [18] = 1, [19] = 1};
static const int64_t HUNDRED = 100000000000, STEP = 1000000000;

static int64_t materials, pairs, rows, lines, width;
static int32_t *row_material, *row_pair, *item;
static int64_t *net, *tangible, *intangible, *share, *quantity;
static uint8_t *kind;
/* Grouped: rows in order, classes of equal material and rates. */
static int32_t *grouped_pair, *class_start, *material_start;
static int64_t *grouped_net, *class_t, *class_i, *class_s;
/* Results. */
static int64_t *sums, *outflow, *consumption, *out_t, *out_i, *out_net, *theoretical, *scrap;

static void die(const char *why) { fprintf(stderr, "reference: %s\n", why); exit(1); }
static void *room(size_t bytes) { void *p = calloc(bytes ? bytes : 1, 1); if (!p) die("no memory"); return p; }
static void *take(FILE *f, size_t size, size_t count) {
  void *p = room(size * count);
  if (fread(p, size, count, f) != count) die("short file");
  return p;
}

static int by_class(const void *a, const void *b) {
  int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
#define BY(column) if (column[x] != column[y]) return column[x] < column[y] ? -1 : 1
  BY(row_material); BY(tangible); BY(intangible); BY(share);
#undef BY
  return x < y ? -1 : 1;
}

static void read_book(const char *path) {
  FILE *f = fopen(path, "rb");
  if (!f) die("cannot read the book");
  int64_t *head = take(f, 8, 4);
  materials = head[0], pairs = head[1], rows = head[2], lines = head[3];
  width = materials > pairs ? materials : pairs;
  int32_t *start = take(f, 4, pairs + 1);
  row_material = take(f, 4, rows);
  net = take(f, 8, rows), tangible = take(f, 8, rows), intangible = take(f, 8, rows), share = take(f, 8, rows);
  kind = take(f, 1, lines), item = take(f, 4, lines), quantity = take(f, 8, lines);
  fclose(f);

  row_pair = room(4 * rows);
  for (int64_t p = 0; p < pairs; p++) for (int32_t r = start[p]; r < start[p + 1]; r++) row_pair[r] = p;
  int32_t *order = room(4 * rows);
  for (int64_t r = 0; r < rows; r++) order[r] = r;
  qsort(order, rows, 4, by_class);
  grouped_pair = room(4 * rows), grouped_net = room(8 * rows);
  class_start = room(4 * (rows + 1)), material_start = room(4 * (materials + 1));
  class_t = room(8 * rows), class_i = room(8 * rows), class_s = room(8 * rows);
  int32_t classes = 0;
  for (int64_t at = 0; at < rows; at++) {
    int32_t r = order[at], before = at ? order[at - 1] : 0;
    grouped_pair[at] = row_pair[r], grouped_net[at] = net[r];
    if (!at || row_material[r] != row_material[before] || tangible[r] != tangible[before] ||
        intangible[r] != intangible[before] || share[r] != share[before]) {
      class_start[classes] = at, class_t[classes] = tangible[r], class_i[classes] = intangible[r], class_s[classes] = share[r];
      classes++;
    }
    material_start[row_material[r] + 1] = classes;
  }
  class_start[classes] = rows;
  for (int64_t m = 0; m < materials; m++)
    if (material_start[m + 1] < material_start[m]) material_start[m + 1] = material_start[m];

  sums = room(8 * KINDS * width), outflow = room(8 * pairs);
  consumption = room(8 * materials), out_t = room(8 * materials), out_i = room(8 * materials);
  out_net = room(8 * materials), theoretical = room(8 * materials), scrap = room(8 * materials);
}

static void add_lines(void) {
  uint32_t items[256] = {0};
  for (int k = 1; k < KINDS; k++)
    if (k < FIRST_EQUIPMENT || k > LAST_EQUIPMENT) items[k] = k >= FIRST_PRODUCT && k <= LAST_PRODUCT ? pairs : materials;
  memset(sums, 0, 8 * KINDS * width);
  for (int64_t at = 0; at < lines; at++) {
    uint8_t k = kind[at];
    uint32_t i = item[at];
    if (i >= items[k]) die("a line is not of the book");
    int64_t *cell = &sums[k * width + i];
    if (__builtin_add_overflow(*cell, quantity[at], cell)) die("overflow");
  }
}

static void add_signed(int64_t *to, int sign, const int64_t *from, int64_t count) {
  for (int64_t at = 0; at < count; at++)
    if (sign > 0 ? __builtin_add_overflow(to[at], from[at], &to[at]) : __builtin_sub_overflow(to[at], from[at], &to[at])) die("overflow");
}

/* A sum of fractions: whole + fraction / 2^64, at most `open` / 2^64 too small. */
struct sum { i128 whole; u128 fraction; int open; };

static u128 product(u128 a, u128 b) {
  u128 p;
  if (__builtin_mul_overflow(a, b, &p)) die("overflow");
  return p;
}

/* Adds or subtracts whole + rest / d. */
static void add_fraction(struct sum *to, int negative, u128 whole, uint64_t rest, uint64_t d) {
  if (whole >> 126) die("overflow");
  i128 w = negative ? -(i128)whole : (i128)whole;
  if (rest) {
    u128 shifted = (u128)rest << 64;
    uint64_t fraction = shifted / d;
    if (negative) w -= 1, fraction = ~fraction;
    to->fraction += fraction;
    to->open++;
  }
  if (__builtin_add_overflow(to->whole, w, &to->whole)) die("overflow");
}

/* sum / step to the nearest integer, half away from zero. */
static int64_t rounded(const struct sum *from, i128 step) {
  i128 whole = from->whole + (i128)(from->fraction >> 64);
  uint64_t fraction = (uint64_t)from->fraction;
  i128 floor = whole / step, rest = whole % step, half = step / 2;
  if (rest < 0) rest += step, floor -= 1;
  /* The truth lies between fraction and fraction + open: a carry, or an exact half, cannot be told from its neighbours. */
  if (fraction > UINT64_MAX - from->open || (rest == half && !fraction && from->open)) die("undecided: this book needs exact fractions");
  i128 figure = floor + (rest > half || (rest == half && (fraction || floor >= 0)));
  if (figure != (int64_t)figure) die("overflow");
  return (int64_t)figure;
}

static void consume(void) {
  for (int64_t m = 0; m < materials; m++) {
    struct sum c = {0}, t = {0}, i = {0};
    for (int32_t k = material_start[m]; k < material_start[m + 1]; k++) {
      i128 n = 0;
      for (int32_t r = class_start[k]; r < class_start[k + 1]; r++)
        if (__builtin_add_overflow(n, (i128)outflow[grouped_pair[r]] * grouped_net[r], &n)) die("overflow");
      int negative = n < 0;
      u128 size = negative ? -(u128)n : (u128)n;
      uint64_t d = HUNDRED - class_t[k] - class_i[k], s = class_s[k];
      u128 whole = size;
      uint64_t rest = 0;
      if (s != d) { /* size x s / d, s and d below 2^37 */
        u128 quotient = size / d;
        u128 part = (u128)(uint64_t)(size - quotient * d) * s;
        u128 more = part / d;
        whole = product(quotient, s) + more, rest = part - more * d;
      }
      add_fraction(&c, negative, whole, rest, d);
      const int64_t loss[2] = {class_t[k], class_i[k]};
      struct sum *const into[2] = {&t, &i};
      for (int j = 0; j < 2; j++) {
        if (!loss[j]) continue;
        u128 part = (u128)rest * (uint64_t)loss[j], more = part / d;
        add_fraction(into[j], negative, product(whole, loss[j]) + more, part - more * d, d);
      }
    }
    consumption[m] = rounded(&c, STEP);
    out_t[m] = rounded(&t, (i128)STEP * HUNDRED);
    out_i[m] = rounded(&i, (i128)STEP * HUNDRED);
  }
}

static void write_off(void) {
  add_lines();
  memset(outflow, 0, 8 * pairs), memset(theoretical, 0, 8 * materials);
  for (int k = 1; k < KINDS; k++) if (ON_Q[k]) add_signed(outflow, ON_Q[k], sums + k * width, pairs);
  consume();
  for (int k = 1; k < KINDS; k++) if (ON_T[k]) add_signed(theoretical, ON_T[k], sums + k * width, materials);
  add_signed(theoretical, -1, consumption, materials);
  memcpy(out_net, consumption, 8 * materials);
  add_signed(out_net, -1, out_t, materials), add_signed(out_net, -1, out_i, materials);
  memcpy(scrap, out_t, 8 * materials);
  for (int k = FIRST_SCRAP; k <= LAST_SCRAP; k++) add_signed(scrap, -1, sums + k * width, materials);
}

int main(int count, char **names) {
  if (count != 3) die("usage: reference BOOK FIGURES");
  read_book(names[1]);
  char line[64];
  for (int first = 1; fgets(line, sizeof line, stdin); first = 0) {
    struct timespec from, to;
    clock_gettime(CLOCK_MONOTONIC, &from);
    write_off();
    clock_gettime(CLOCK_MONOTONIC, &to);
    if (first) {
      FILE *f = fopen(names[2], "wb");
      if (!f) die("cannot write the figures");
      int64_t *const columns[] = {consumption, out_t, out_i, out_net, theoretical, scrap};
      for (int c = 0; c < 6; c++) if (fwrite(columns[c], 8, materials, f) != (size_t)materials) die("cannot write the figures");
      fclose(f);
    }
    printf("%" PRId64 "\n", (int64_t)(to.tv_sec - from.tv_sec) * 1000000000 + to.tv_nsec - from.tv_nsec);
    fflush(stdout);
  }
}
