/*
 * Asks the installed libpcap, one request a line, one answer a line, thousands in one process.
 * What is asked depends on the first argument:
 *
 *   compile   DLT SNAPLEN NETMASK OPT EXPR...   ->  ok N c t f k,c t f k,...  |  err MESSAGE
 *             DLT a number or a name, NETMASK a number or - (unknown), OPT 0 or 1
 *   live      the same                          ->  the same, as for a live capture: on the device lo
 *             for Ethernet, on any for Linux cooked capture. Takes the right to open them.
 *   image     c t f k PC                        ->  the line that tcpdump -d would print
 *   run       N,c t f k,... WIRELEN HEX         ->  verdict of bpf_filter() (HEX is - for no bytes)
 *   read      HEX of a capture file             ->  caplen,len,seconds,nanoseconds,hash;...;end  or with
 *             err MESSAGE in the place of end; hash is FNV-1a of the packet's bytes, 32 bits
 *   version                                     ->  pcap_lib_version()
 *
 * Each answer is flushed before the next request is looked at, so it serves a batch and a
 * conversation. A request that takes longer than the given seconds (second argument, 60 if absent)
 * ends the process by SIGALRM; the caller sees which one it was by counting the answers.
 *
 * Build: gcc -O2 -o libpcap-judge libpcap-judge.c -lpcap
 */
#include <pcap.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char *input;
static size_t input_size, input_from, input_to;

/* The next line without its newline, or NULL at the end. */
static char *next_line(void)
{
	for (;;) {
		char *start = input + input_from;
		char *end = input_to > input_from ? memchr(start, '\n', input_to - input_from) : NULL;
		ssize_t got;

		if (end != NULL) {
			*end = '\0';
			input_from = (size_t)(end - input) + 1;
			return start;
		}
		if (input_from > 0) {
			memmove(input, start, input_to - input_from);
			input_to -= input_from;
			input_from = 0;
		}
		if (input_size - input_to < 65536) {
			input_size = input_size * 2 + 131072;
			input = realloc(input, input_size);
			if (input == NULL)
				abort();
		}
		got = read(0, input + input_to, input_size - input_to - 1);
		if (got <= 0) {
			if (input_to == 0)
				return NULL;
			input[input_to++] = '\n';
			continue;
		}
		input_to += (size_t)got;
	}
}

static char *next_word(char **rest)
{
	char *word = *rest;
	char *space = strchr(word, ' ');

	if (space == NULL) {
		*rest = word + strlen(word);
	} else {
		*space = '\0';
		*rest = space + 1;
	}
	return word;
}

#define HANDLES 64

static struct {
	int dlt, snaplen;
	pcap_t *handle;
} live_handles[HANDLES];

/* A handle that captures, kept for the next request; NULL, with the reason, where there is none. */
static pcap_t *live_handle(int dlt, int snaplen, const char **reason)
{
	static char errors[PCAP_ERRBUF_SIZE];
	pcap_t *handle;
	int i;

	for (i = 0; i < HANDLES && live_handles[i].handle != NULL; i++)
		if (live_handles[i].dlt == dlt && live_handles[i].snaplen == snaplen)
			return live_handles[i].handle;
	*reason = errors;
	snprintf(errors, sizeof errors, "judge: no more handles");
	if (i == HANDLES)
		return NULL;
	handle = pcap_create(dlt == DLT_EN10MB ? "lo" : "any", errors);
	if (handle == NULL)
		return NULL;
	if (pcap_set_snaplen(handle, snaplen) != 0 || pcap_activate(handle) < 0 ||
	    pcap_set_datalink(handle, dlt) != 0 || pcap_datalink(handle) != dlt) {
		snprintf(errors, sizeof errors, "judge: %s", pcap_geterr(handle));
		pcap_close(handle);
		return NULL;
	}
	live_handles[i].dlt = dlt;
	live_handles[i].snaplen = snaplen;
	live_handles[i].handle = handle;
	return handle;
}

static void answer_compile(char *line, int live)
{
	char *dlt_word = next_word(&line);
	int snaplen = atoi(next_word(&line));
	char *netmask_word = next_word(&line);
	int optimize = atoi(next_word(&line));
	char *number_end;
	int dlt = (int)strtol(dlt_word, &number_end, 10);
	bpf_u_int32 netmask = PCAP_NETMASK_UNKNOWN;
	struct bpf_program program;
	pcap_t *handle;
	const char *reason = "judge: pcap_open_dead failed";
	u_int i;

	if (*number_end != '\0' || number_end == dlt_word)
		dlt = pcap_datalink_name_to_val(dlt_word);
	if (dlt < 0) {
		printf("err judge: no such link type\n");
		return;
	}
	if (strcmp(netmask_word, "-") != 0)
		netmask = (bpf_u_int32)strtoul(netmask_word, NULL, 0);
	handle = live ? live_handle(dlt, snaplen, &reason) : pcap_open_dead(dlt, snaplen);
	if (handle == NULL) {
		printf("err %s\n", reason);
		return;
	}
	if (pcap_compile(handle, &program, line, optimize, netmask) < 0) {
		char *message = pcap_geterr(handle);
		char *c;

		for (c = message; *c != '\0'; c++)
			if (*c == '\n' || *c == '\r')
				*c = ' ';
		printf("err %s\n", message);
	} else {
		printf("ok %u ", program.bf_len);
		for (i = 0; i < program.bf_len; i++) {
			const struct bpf_insn *insn = &program.bf_insns[i];
			printf("%s%u %u %u %u", i ? "," : "", insn->code, insn->jt, insn->jf, insn->k);
		}
		putchar('\n');
		pcap_freecode(&program);
	}
	if (!live)
		pcap_close(handle);
}

static void answer_image(char *line)
{
	struct bpf_insn insn;
	int pc;

	insn.code = (u_short)strtoul(next_word(&line), NULL, 0);
	insn.jt = (u_char)strtoul(next_word(&line), NULL, 0);
	insn.jf = (u_char)strtoul(next_word(&line), NULL, 0);
	insn.k = (bpf_u_int32)strtoul(next_word(&line), NULL, 0);
	pc = atoi(line);
	puts(bpf_image(&insn, pc));
}

/* Bytes written as hex digits; `to` may be where they are. */
static size_t bytes_of(const char *hex, u_char *to, size_t most)
{
	size_t length = 0;

	for (; hex[0] != '\0' && hex[0] != '-' && hex[1] != '\0' && length < most; hex += 2) {
		char pair[3] = { hex[0], hex[1], '\0' };
		to[length++] = (u_char)strtoul(pair, NULL, 16);
	}
	return length;
}

static void answer_read(char *line)
{
	static char errors[PCAP_ERRBUF_SIZE];
	size_t length = bytes_of(line, (u_char *)line, (size_t)-1);
	FILE *file = fmemopen(line, length, "rb");
	pcap_t *handle;
	struct pcap_pkthdr *header;
	const u_char *packet;
	int got;

	if (file == NULL)
		abort();
	handle = pcap_fopen_offline_with_tstamp_precision(file, PCAP_TSTAMP_PRECISION_NANO, errors);
	if (handle == NULL) {
		fclose(file);
		printf("err %s\n", errors);
		return;
	}
	while ((got = pcap_next_ex(handle, &header, &packet)) == 1) {
		bpf_u_int32 hash = 2166136261u, i;

		for (i = 0; i < header->caplen; i++)
			hash = (hash ^ packet[i]) * 16777619u;
		printf("%u,%u,%lld,%lld,%u;", header->caplen, header->len, (long long)header->ts.tv_sec,
		       (long long)header->ts.tv_usec, hash);
	}
	if (got == PCAP_ERROR_BREAK)
		puts("end");
	else
		printf("err %s\n", pcap_geterr(handle));
	pcap_close(handle);
}

static void answer_run(char *line)
{
	static struct bpf_insn insns[65536];
	static u_char packet[65536];
	unsigned n = 0;
	size_t length;
	unsigned wirelen;
	char *c = strchr(line, ',');

	while (c != NULL && *c == ',' && n < 65536) {
		struct bpf_insn *insn = &insns[n++];
		insn->code = (u_short)strtoul(c + 1, &c, 10);
		insn->jt = (u_char)strtoul(c, &c, 10);
		insn->jf = (u_char)strtoul(c, &c, 10);
		insn->k = (bpf_u_int32)strtoul(c, &c, 10);
	}
	if (c == NULL || *c != ' ' || !bpf_validate(insns, (int)n)) {
		puts("invalid");
		return;
	}
	c++;
	wirelen = (unsigned)atoi(next_word(&c));
	length = bytes_of(c, packet, sizeof packet);
	printf("%u\n", bpf_filter(insns, packet, wirelen, (u_int)length));
}

int main(int argc, char **argv)
{
	const char *what = argc > 1 ? argv[1] : "compile";
	unsigned limit = argc > 2 ? (unsigned)atoi(argv[2]) : 60;
	char *line;

	if (strcmp(what, "version") == 0) {
		puts(pcap_lib_version());
		return 0;
	}
	while ((line = next_line()) != NULL) {
		alarm(limit);
		if (strcmp(what, "image") == 0)
			answer_image(line);
		else if (strcmp(what, "run") == 0)
			answer_run(line);
		else if (strcmp(what, "read") == 0)
			answer_read(line);
		else
			answer_compile(line, strcmp(what, "live") == 0);
		alarm(0);
		fflush(stdout);
	}
	return 0;
}
