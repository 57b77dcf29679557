/** What `--help` prints, for somebody who has never seen the program. */

export const generalHelp = `Usage: bpf-playground COMMAND …

Classic BPF at the terminal: the engine of BPF Playground without the page.

  compile   a tcpdump filter expression → the program that libpcap makes of it
  asm       bpf_asm source → the program that bpf_asm makes of it
  run       a program over one packet → its verdict
  convert   a program from one tool’s spelling to another’s
  check     a program → whether the Linux kernel would load it
  filter    a capture file → the packets of it that a filter takes

“bpf-playground COMMAND --help” tells more. All but convert and filter take --jsonl for many requests at a
time: one JSON object a line on standard input, one answer a line on standard output, in order.
`

export const compileHelp = `Usage: bpf-playground compile [-d|-dd|-ddd] [-y LINKTYPE] [-s SNAPLEN] [-O] [--netmask A.B.C.D] [--live] EXPR…
       bpf-playground compile --jsonl

Prints what “tcpdump -d” prints for the filter expression; the words of EXPR are joined by blanks,
and no words at all accept every packet. A mistake ends with status 1 and libpcap's message.

  -d, -dd, -ddd     in words (the default), as rows of C, as decimal numbers
  -y LINKTYPE       link type: EN10MB (Ethernet, the default), RAW, …
  -s SNAPLEN        bytes to keep of an accepted packet; 262144 if not given, or if 0
  -O                do not run the optimizer
  --netmask MASK    the network's mask, for “ip broadcast”
  --live            as for a live capture on Linux, where an outer VLAN tag may be beside the bytes

With --jsonl, a request and its answer:
  {"dlt":"EN10MB","snaplen":262144,"netmask":null,"optimize":true,"expr":"icmp"}
  {"insns":[[40,0,0,12],[21,0,3,2048],…]}   or   {"error":"libpcap's message","span":[from,to]}
Only "expr" must be there; the others stand for themselves above. "netmask" is a number, host byte
order. "live":true is --live. "names" says what names stand for: either the lines of /etc/hosts,
/etc/ethers and /etc/networks as a string, or
  {"hosts":{"gw":["10.0.0.1","2001:db8::1"]},"networks":{"lab":"10.1"},"ethers":{"gw":"0:1:2:3:4:5"}}
with any of the three left out. The span is a range of UTF-16 units in the expression, its end not included.

Examples:
  bpf-playground compile 'dst host 192.168.1.1 and ip'
  bpf-playground compile -y RAW -ddd 'tcp port 80'
`

export const asmHelp = `Usage: bpf-playground asm [-c] FILE
       bpf-playground asm --jsonl

Assembles bpf_asm source and prints it as bpf_asm does; - for FILE is standard input. Mistakes and
warnings go to standard error with their line and column, and mistakes end with status 1.

  -c                rows of C, instead of the one line for iptables' xt_bpf

With --jsonl, a request and its answer:
  {"source":"ldh [12]\\nret a"}
  {"insns":[[40,0,0,12],[22,0,0,0]]}   or   {"error":"…","span":[from,to]}

Example:
  printf 'ld cpu\\nret a\\n' | bpf-playground asm -
`

export const runHelp = `Usage: bpf-playground run [--flavour linux|libpcap] [--skb NAME=NUMBER]… FILE HEX…
       bpf-playground run --jsonl [--context socket|seccomp]

Runs a program over a packet and prints its verdict. FILE (- for standard input) holds the program
in any dialect of “convert”; HEX is the packet. What the Linux kernel would
refuse to attach does not run; its reason, and status 1, are the answer then.

  --flavour NAME    whose rules hold where machines differ: linux (the default) or libpcap
  --skb NAME=NUMBER what the kernel knows beside the bytes, under bpf_asm's names: cpu, mark, proto,
                    vlan_tci, …; netoff is the byte where the network header starts, 14 if not given

With --jsonl, a request and its answers:
  {"insns":[[32,0,0,4294963236],[22,0,0,0]],"packet":"0800","flavour":"linux","skb":{"cpu":3}}
  {"attach":"ok","verdict":3,"steps":2}   or   {"attach":"EINVAL","reason":"…"}
"insns" and "packet" must be there. A load past the packet's end gives the verdict 0. "engine" is "interpreter"
(the default) or "wasm", which compiles the program to WebAssembly; both give the same answers.

With "context":"seccomp", or --context seccomp, there is a system call instead of a packet:
  {"context":"seccomp","insns":[…],"syscall":{"nr":1,"arch":3221225534,"ip":"0x401000","args":[1,"0x7fff0000",6]}}
  {"attach":"ok","verdict":327681,"action":"ERRNO(1) EPERM","steps":4}
"arch" is a number of linux/audit.h, AUDIT_ARCH_X86_64 if not given; the others are 0. 64-bit numbers may
be strings, decimal or with 0x.

Example:
  bpf-playground compile -ddd icmp | bpf-playground run - ffffffffffff0200000000010800
`

export const checkHelp = `Usage: bpf-playground check [--context socket|xt_bpf|seccomp] [-s SNAPLEN] [FILE]
       bpf-playground check --jsonl [--context socket|xt_bpf|seccomp]

Says whether the Linux kernel would load a program, and if not, at which instruction and why; that
ends with status 1. FILE (standard input if it is - or not there) holds the program as bytecode, in
any form that the page takes: “tcpdump -dd” and “-ddd”, bpf_asm's output, rows of C, …

Of a program that it would load, what a person hardly means is told as well: instructions that are
never reached, registers read unset, tests that always end the same way, returns that cut the packet.

  --context NAME    what the program is loaded for: socket (the default; SO_ATTACH_FILTER), xt_bpf (an
                    iptables rule; 64 instructions at most) or seccomp (system calls; only ld [k] of
                    aligned words, and no mod)
  -s SNAPLEN        bytes to which packets are cut; a load past them is told

With --jsonl, a request and its answers:
  {"insns":[[40,0,0,12],[22,0,0,0]],"context":"socket"}
  {"ok":true}   or   {"ok":false,"pc":0,"reason":"…"}
"context" may be left out. With "advice":true, and "snaplen" if it is known, the first answer has
"advice":[{"pc":…,"code":"…","message":"…"}] too.

Examples:
  bpf-playground compile -ddd icmp | bpf-playground check
  printf 'ld [0]\\nret a\\n' | bpf-playground asm - | bpf-playground check --context seccomp
`

export const convertHelp = `Usage: bpf-playground convert [--from DIALECT|auto] --to DIALECT [FILE]

Reads a program as one tool writes it and prints it as another does; without FILE, or with -, it is read from
standard input. Prompts, line numbers, HTML escapes and prose around the program are passed over. Mistakes go to
standard error, all of them, with their line and column, and end with status 1.

  --from DIALECT    what the text is; auto, if not given, finds out
  --to DIALECT      what to print

Examples:
  tcpdump -ddd icmp | bpf-playground convert --to tcpdump-d
  bpf-playground convert --to c-macros filter.json
`

export const filterHelp = `Usage: bpf-playground filter [-O] [--count] [-w OUT] FILE EXPR…

Reads a capture and prints a line for each packet that the filter takes. FILE is pcap or pcapng, compressed with gzip
or not; - is standard input. It goes by once and may be of any size. Packets of each link type in it are filtered by
the program for that link type; where the expression has none, the command ends with libpcap's message.

  --count           print how many packets match, as “tcpdump --count” does, and not the packets
  -w OUT            write the packets that match to OUT as pcap, - for standard output: what “tcpdump -w” writes, but
                    for times finer than microseconds, which are kept
  -O                do not run the optimizer

Of a broken file everything before the fault is filtered; the fault is told with its byte, and the status is 1.

Examples:
  bpf-playground filter --count day.pcapng.gz 'tcp port 443 and not net 10.0.0.0/8'
  bpf-playground filter -w dns.pcap day.pcap udp port 53
`
