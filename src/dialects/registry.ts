/**
 * All dialects, in the order of a menu.
 */
import { bpfAsmC } from './bpf-asm-c.ts'
import { bpfAsm } from './bpf-asm.ts'
import { cMacros } from './c-macros.ts'
import { cNumbers } from './c-numbers.ts'
import type { Dialect } from './dialect.ts'
import { go } from './go.ts'
import { iptables } from './iptables.ts'
import { json, jsonObjects } from './json.ts'
import { python } from './python.ts'
import { hexBigEndian, hexLittleEndian } from './raw-bytes.ts'
import { rust } from './rust.ts'
import { seccompTools } from './seccomp-tools.ts'
import { ss } from './ss.ts'
import { tcpdumpD } from './tcpdump-d.ts'
import { tcpdumpDd } from './tcpdump-dd.ts'
import { tcpdumpDdd } from './tcpdump-ddd.ts'
import { xtBpf } from './xt-bpf.ts'

export const dialects: readonly Dialect[] = [
  tcpdumpD,
  tcpdumpDd,
  tcpdumpDdd,
  bpfAsm,
  bpfAsmC,
  xtBpf,
  iptables,
  ss,
  cNumbers,
  cMacros,
  go,
  python,
  rust,
  json,
  jsonObjects,
  seccompTools,
  hexLittleEndian,
  hexBigEndian,
]
