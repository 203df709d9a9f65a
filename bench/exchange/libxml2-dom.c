/* Parses two messages into DOM trees and frees them, n times a round: one round a line of input, its nanoseconds a line of output.
   The first output line is the number of elements, so that the other side can see that both read the same. */
#include <libxml/parser.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static char *bytes[2];
static long length[2];

static void load(int which, const char *path) {
  FILE *file = fopen(path, "rb");
  if (!file) exit(1);
  fseek(file, 0, SEEK_END);
  length[which] = ftell(file);
  rewind(file);
  bytes[which] = malloc(length[which]);
  if (fread(bytes[which], 1, length[which], file) != (size_t)length[which]) exit(1);
  fclose(file);
}

static xmlDocPtr parse(int which) {
  xmlDocPtr document = xmlReadMemory(bytes[which], (int)length[which], "message", NULL, XML_PARSE_NONET);
  if (!document) exit(2);
  return document;
}

static long elements(xmlNodePtr node) {
  long count = 0;
  for (; node; node = node->next)
    if (node->type == XML_ELEMENT_NODE) count += 1 + elements(node->children);
  return count;
}

int main(int count, char **arguments) {
  if (count != 4) return 1;
  load(0, arguments[1]);
  load(1, arguments[2]);
  const int times = atoi(arguments[3]);
  long found = 0;
  for (int which = 0; which < 2; which++) {
    xmlDocPtr document = parse(which);
    found += elements(document->children);
    xmlFreeDoc(document);
  }
  printf("%ld\n", found);
  fflush(stdout);
  while (getchar() != EOF) {
    struct timespec from, to;
    clock_gettime(CLOCK_MONOTONIC, &from);
    for (int i = 0; i < times; i++)
      for (int which = 0; which < 2; which++) xmlFreeDoc(parse(which));
    clock_gettime(CLOCK_MONOTONIC, &to);
    printf("%ld\n", (to.tv_sec - from.tv_sec) * 1000000000L + to.tv_nsec - from.tv_nsec);
    fflush(stdout);
  }
  return 0;
}
