/**
 * `bpf-playground filter`: the packets of a capture that a filter takes, as tcpdump -r tells and writes them.
 *
 * The file goes by once and is not held, so that its size does not matter. Each link type in it has its own program.
 *
 * Left out on purpose: tcpdump's way of printing packets; a line here is for finding one.
 */
import {
  CaptureReader,
  DEFAULT_SNAPLEN,
  NO_TIME,
  compileFilter,
  defaultMetadata,
  dissect,
  pcapHeader,
  pcapRecords,
  readCapture,
  run,
  verdictOf,
  type CaptureInterface,
  type PacketIndex,
  type Program,
} from '../playground/index.ts'
import { parseArguments } from './arguments.ts'
import { ByteWindow } from './byte-window.ts'
import { filterHelp } from './help.ts'
import { fail, type ByteSink, type Io } from './io.ts'

export async function filterCommand(io: Io, argv: readonly string[]): Promise<number> {
  const parsed = parseArguments(argv, { flags: ['O', 'count', 'help'], values: ['w'] })
  if (!parsed.ok) return fail(io, parsed.error)
  const { flags, values, operands } = parsed.value
  if (flags.has('help')) {
    await io.out(filterHelp)
    return 0
  }
  const [path, ...words] = operands
  if (path === undefined) return fail(io, 'filter takes a capture file, or - for standard input')
  const target = values.get('w')?.at(-1)
  if (target !== undefined && io.files.isSame(path, target)) {
    return fail(io, `${target} is the file that is read, and would be emptied; write to another one`)
  }
  const counted = flags.has('count')
  const out =
    target !== undefined
      ? new PcapOutput(() => refusing(target, io.files.write(target)))
      : counted
        ? null
        : new LineOutput(io)
  const reader = new CaptureReader()
  try {
    const matches = await filterFile(reader, io.files.read(path), new Programs(words.join(' '), !flags.has('O')), out)
    await out?.end(reader.interfaces)
    if (counted) await io.out(`${matches} packet${matches === 1 ? '' : 's'}\n`)
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    return fail(io, error.message)
  }
  const { fault } = reader
  if (fault === null) return 0
  const place = fault.offset === 0 ? '' : `at byte ${fault.offset}: `
  return fail(io, `${path}: ${place}${fault.message}`)
}

/** What ends the command with a message. */
class Refused extends Error {}

/** The file to write, with its faults as messages. */
function refusing(path: string, { write, close }: ByteSink): ByteSink {
  const refuse = (error: unknown): never => {
    throw new Refused(`${path}: ${error instanceof Error ? error.message : String(error)}`)
  }
  return { write: (bytes) => write(bytes).catch(refuse), close: () => close().catch(refuse) }
}

interface Output {
  /** Rows of the index that match, in order. */
  write(reader: CaptureReader, rows: readonly number[], bytesOf: (row: number) => Uint8Array): Promise<void>
  /** All has been read, and the filter is one for the first of the interfaces. */
  end(interfaces: readonly CaptureInterface[]): Promise<void>
}

/** Gives the number of packets that match. */
async function filterFile(
  reader: CaptureReader,
  source: AsyncIterable<Uint8Array>,
  programs: Programs,
  output: Output | null,
): Promise<number> {
  const { packets } = reader
  let matches = 0
  let neededFrom = 0
  const window = new ByteWindow()
  await readCapture(reader, source, async (bytes) => {
    reader.push(bytes)
    window.push(bytes, neededFrom)
    const bytesOf = (row: number): Uint8Array => {
      const offset = packets.columns.offsets[row] ?? 0
      return window.slice(offset, offset + (packets.columns.caplens[row] ?? 0))
    }
    const rows = matching(packets, (of) => programs.of(reader.interfaces[of]), bytesOf)
    matches += rows.length
    await output?.write(reader, rows, bytesOf)
    packets.clear()
    neededFrom = reader.neededFrom
    return true
  })
  // A filter that is none is told of a file without packets too.
  programs.of(reader.interfaces[0])
  return matches
}

function matching(
  { columns, count }: PacketIndex,
  programOf: (interfaceIndex: number) => Program,
  bytesOf: (row: number) => Uint8Array,
): number[] {
  const rows: number[] = []
  for (let row = 0; row < count; row++) {
    const program = programOf(columns.interfaces[row] ?? 0)
    const metadata = { ...defaultMetadata, len: columns.lengths[row] ?? 0 }
    const { outcome } = run(program, { packet: bytesOf(row), metadata, flavour: 'libpcap' })
    if (outcome !== null && verdictOf(outcome) !== 0) rows.push(row)
  }
  return rows
}

/** The filter as a program for each link type and byte order of a file, compiled when the first packet of it comes. */
class Programs {
  private readonly expression: string
  private readonly optimize: boolean
  private readonly programs = new Map<string, Program>()

  constructor(expression: string, optimize: boolean) {
    this.expression = expression
    this.optimize = optimize
  }

  /** Throws Refused with libpcap's message. */
  of(only: CaptureInterface | undefined): Program {
    const { linkType, littleEndian } = only ?? { linkType: 1, littleEndian: true }
    const key = `${linkType} ${littleEndian}`
    const known = this.programs.get(key)
    if (known !== undefined) return known
    const { optimize } = this
    const savefile = { littleEndian }
    const options = { linkType, snaplen: DEFAULT_SNAPLEN, netmask: 0, optimize, live: false, savefile }
    const compiled = compileFilter(this.expression, options)
    if (!compiled.ok) throw new Refused(compiled.error.find(({ severity }) => severity === 'error')?.message ?? '')
    this.programs.set(key, compiled.value.program)
    return compiled.value.program
  }
}

interface OpenFile {
  readonly sink: ByteSink
  readonly fileLinkType: number
  readonly nanoseconds: boolean
}

/**
 * A pcap file. Its times are as fine as those of the interfaces known when its first packet comes. It is opened when
 * there is something to write: opening empties the file that is there, which a slip should not.
 */
class PcapOutput implements Output {
  private readonly open: () => ByteSink
  private file: OpenFile | null = null

  constructor(open: () => ByteSink) {
    this.open = open
  }

  async write(reader: CaptureReader, rows: readonly number[], bytesOf: (row: number) => Uint8Array): Promise<void> {
    if (rows.length === 0) return
    const { interfaces, packets } = reader
    const only = this.file?.fileLinkType ?? interfaces[0]?.fileLinkType ?? 0
    for (const row of rows) {
      const { fileLinkType = 0 } = interfaces[packets.columns.interfaces[row] ?? 0] ?? {}
      if (fileLinkType !== only) {
        throw new Refused(`a pcap file has one link type, and there are packets of ${only} and ${fileLinkType}`)
      }
    }
    const { sink, nanoseconds } = await this.begin(interfaces)
    await sink.write(pcapRecords(packets, rows, nanoseconds, bytesOf))
  }

  async end(interfaces: readonly CaptureInterface[]): Promise<void> {
    if (interfaces.length === 0) return
    const { sink } = await this.begin(interfaces)
    await sink.close()
  }

  private async begin(interfaces: readonly CaptureInterface[]): Promise<OpenFile> {
    if (this.file !== null) return this.file
    const [first] = interfaces
    if (first === undefined) throw new Error('Broken invariant: packets without an interface')
    const nanoseconds = interfaces.some((each) => each.nanoseconds)
    const sink = this.open()
    await sink.write(pcapHeader(first, nanoseconds))
    return (this.file = { sink, fileLinkType: first.fileLinkType, nanoseconds })
  }
}

/** A line a packet. */
class LineOutput implements Output {
  private readonly io: Io

  constructor(io: Io) {
    this.io = io
  }

  async write(reader: CaptureReader, rows: readonly number[], bytesOf: (row: number) => Uint8Array): Promise<void> {
    const { columns } = reader.packets
    const lines = rows.map((row) => {
      const { linkType = 0 } = reader.interfaces[columns.interfaces[row] ?? 0] ?? {}
      const { source, destination, protocol, info } = dissect({ linkType, bytes: bytesOf(row) })
      const seconds = columns.seconds[row] ?? 0
      const time = `${seconds === NO_TIME ? 0 : seconds}.${String(columns.nanoseconds[row]).padStart(9, '0')}`
      const ends = source === '' ? '' : ` ${source} > ${destination}`
      return `${time}${ends} ${protocol === '' ? 'data' : protocol} ${columns.lengths[row]} bytes: ${info}\n`
    })
    if (lines.length > 0) await this.io.out(lines.join(''))
  }

  end(): Promise<void> {
    return Promise.resolve()
  }
}
