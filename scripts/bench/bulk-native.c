/*
 * The native half of `npm run bench:bulk`: libpcap's bpf_filter() over the packets of a capture, timed.
 *
 * bulk-native FILE: the pcap file (microseconds, this machine's byte order) is read into memory as it is. A line on
 * stdin is "ROUNDS EXPRESSION"; the answer is "NANOSECONDS MATCHES": the median time of a packet over so many passes.
 */
#include <pcap/pcap.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct record { uint32_t seconds, microseconds, caplen, wirelen; };

static double now(void) {
  struct timespec at;
  clock_gettime(CLOCK_MONOTONIC, &at);
  return at.tv_sec * 1e9 + at.tv_nsec;
}

static int ascending(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return x < y ? -1 : x > y;
}

int main(int argc, char **argv) {
  FILE *file;
  long size;
  unsigned char *bytes;
  pcap_t *handle = pcap_open_dead(DLT_EN10MB, 262144);
  char *line = NULL;
  size_t space = 0;
  ssize_t length;
  if (argc < 2) {
    puts(pcap_lib_version());
    return 0;
  }
  file = fopen(argv[1], "rb");
  if (file == NULL || fseek(file, 0, SEEK_END) != 0) return 1;
  size = ftell(file);
  rewind(file);
  bytes = malloc(size);
  if (bytes == NULL || fread(bytes, 1, size, file) != (size_t)size || *(uint32_t *)bytes != 0xa1b2c3d4) return 1;
  while ((length = getline(&line, &space, stdin)) > 0) {
    struct bpf_program program;
    char *expression;
    long rounds = strtol(line, &expression, 10), packets = 0, matches = 0;
    double *times = malloc(rounds * sizeof *times);
    if (line[length - 1] == '\n') line[length - 1] = '\0';
    if (pcap_compile(handle, &program, expression + 1, 1, PCAP_NETMASK_UNKNOWN) != 0) {
      fprintf(stderr, "%s: %s\n", expression + 1, pcap_geterr(handle));
      return 1;
    }
    for (long round = 0; round < rounds; round++) {
      double start = now();
      packets = matches = 0;
      for (unsigned char *at = bytes + 24; at < bytes + size; packets++) {
        struct record record;
        memcpy(&record, at, sizeof record);
        matches += bpf_filter(program.bf_insns, at + sizeof record, record.wirelen, record.caplen) != 0;
        at += sizeof record + record.caplen;
      }
      times[round] = now() - start;
    }
    qsort(times, rounds, sizeof *times, ascending);
    printf("%.3f %ld\n", times[rounds / 2] / packets, matches);
    fflush(stdout);
    free(times);
    pcap_freecode(&program);
  }
  return 0;
}
