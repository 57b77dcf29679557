/*
 * The native half of `npm run bench:compile`: libpcap's pcap_compile, timed.
 *
 * A line on stdin is "REPEAT EXPRESSION"; the answer is "MICROSECONDS N c t f k,c t f k,…": the mean
 * time of one compilation over REPEAT of them, and the program. Netmask unknown, Ethernet, optimized.
 */
#include <pcap/pcap.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double microseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1e6 + now.tv_nsec / 1e3;
}

int main(int argc, char **argv) {
  pcap_t *handle = pcap_open_dead(DLT_EN10MB, 262144);
  char *line = NULL;
  size_t space = 0;
  ssize_t length;
  if (argc > 1 && strcmp(argv[1], "version") == 0) {
    puts(pcap_lib_version());
    return 0;
  }
  while ((length = getline(&line, &space, stdin)) > 0) {
    struct bpf_program program;
    char *expression;
    long repeat = strtol(line, &expression, 10);
    double start;
    if (line[length - 1] == '\n') line[length - 1] = '\0';
    start = microseconds();
    for (long i = 0; i < repeat; i++) {
      if (i > 0) pcap_freecode(&program);
      if (pcap_compile(handle, &program, expression + 1, 1, PCAP_NETMASK_UNKNOWN) != 0) {
        fprintf(stderr, "%s: %s\n", expression + 1, pcap_geterr(handle));
        return 1;
      }
    }
    printf("%.3f %u ", (microseconds() - start) / repeat, program.bf_len);
    for (unsigned i = 0; i < program.bf_len; i++) {
      const struct bpf_insn *at = &program.bf_insns[i];
      printf("%s%u %u %u %u", i ? "," : "", at->code, at->jt, at->jf, at->k);
    }
    putchar('\n');
    fflush(stdout);
    pcap_freecode(&program);
  }
  return 0;
}
