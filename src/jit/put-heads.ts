/**
 * Code that puts the beginnings of packets into columns (`Columns` in packet-layout.ts), four packets at once.
 *
 * Left out on purpose: platforms without vectors; who compiles this falls back on his own.
 */
import type { Columns } from './packet-layout.ts'
import { Code, OP, TYPE } from './wasm-code.ts'
import { encodeModule } from './wasm-module.ts'
import { V } from './wasm-vectors.ts'

const LANES = [0, 1, 2, 3] as const

/**
 * A module that exports `run(packets, end, column)` and works in the memory that it imports as `env.memory`. `packets`
 * is the address of a table of addresses of packets, `end` that of the table's end, and `column` that of the first one's
 * place in the first column. Up to three numbers behind the table are read as addresses too, and as many places behind
 * those of the packets are written to.
 */
export function compilePutHeads({ bytes, stride }: Columns): Uint8Array<ArrayBuffer> {
  const code = new Code(3)
  const [packets, end, column] = [0, 1, 2]
  const addresses = LANES.map(() => code.local())
  const words = code.local(TYPE.V128)
  const next = code.loop()
  for (const lane of LANES) {
    code.get(packets)
    code.load(OP.I32_LOAD, lane * 4)
    code.set(addresses[lane] ?? 0)
  }
  for (let offset = 0; offset < bytes; offset += 4) {
    for (const lane of LANES) {
      code.get(addresses[lane] ?? 0)
      code.get(words)
      code.op(...V.loadLane(4, offset, lane))
      code.set(words)
    }
    code.get(column)
    code.get(words)
    code.op(...V.store((offset / 4) * stride))
  }
  for (const place of [column, packets]) {
    code.get(place)
    code.i32(16)
    code.op(OP.I32_ADD)
    code.set(place)
  }
  code.get(packets)
  code.get(end)
  code.op(OP.I32_LT_U)
  code.brIf(next)
  code.end()
  const type = { parameters: [TYPE.I32, TYPE.I32, TYPE.I32], results: [] }
  return encodeModule({ run: { type, code: code.function() }, extension: null, shared: false, globals: [], data: null })
}
