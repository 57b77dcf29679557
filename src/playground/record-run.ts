/**
 * A program over a frame: the whole run as a trace. How it ends alone is count-packets.ts's to say.
 *
 * Left out on purpose: any execution of its own. There is one interpreter, in vm/.
 */
import type { Flavour, Program } from '../bpf/index.ts'
import { recordTrace, type Metadata, type Trace } from '../vm/index.ts'

/** Records every step, for going back and forth. Ends at the machine's step limit at the latest. */
export function recordRun(program: Program, bytes: Uint8Array, metadata: Metadata, flavour: Flavour): Trace {
  return recordTrace(program, { packet: bytes, metadata, flavour })
}
