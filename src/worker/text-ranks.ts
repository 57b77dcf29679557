/**
 * Columns of text as numbers that sort alike: each distinct text is kept once.
 */
export type TextColumn = 'source' | 'destination' | 'protocol'

type Add = (row: number, source: string, destination: string, protocol: string) => void

export class TextRanks {
  /** Asked for again while the texts are being read, it is the same reading. */
  private ranks: Promise<Readonly<Record<TextColumn, Uint32Array>>> | null = null

  /** For each row its rank. `fill` gives the texts of every row, once. */
  async of(column: TextColumn, count: number, fill: (add: Add) => Promise<void>): Promise<Uint32Array> {
    this.ranks ??= rank(count, fill)
    try {
      return (await this.ranks)[column]
    } catch (error) {
      // Who asks again may be given them.
      this.ranks = null
      throw error
    }
  }
}

async function rank(
  count: number,
  fill: (add: Add) => Promise<void>,
): Promise<Readonly<Record<TextColumn, Uint32Array>>> {
  const columns = { source: new Numbered(count), destination: new Numbered(count), protocol: new Numbered(count) }
  await fill((row, source, destination, protocol) => {
    columns.source.add(row, source)
    columns.destination.add(row, destination)
    columns.protocol.add(row, protocol)
  })
  return {
    source: columns.source.ranks(),
    destination: columns.destination.ranks(),
    protocol: columns.protocol.ranks(),
  }
}

/** Numbers in a text are compared as numbers: 10.0.0.9 stands before 10.0.0.10. */
const collator = new Intl.Collator('en', { numeric: true })

class Numbered {
  private readonly numbers = new Map<string, number>()
  private readonly rows: Uint32Array

  constructor(count: number) {
    this.rows = new Uint32Array(count)
  }

  add(row: number, text: string): void {
    let number = this.numbers.get(text)
    if (number === undefined) this.numbers.set(text, (number = this.numbers.size))
    this.rows[row] = number
  }

  ranks(): Uint32Array {
    const sorted = [...this.numbers.keys()].sort((a, b) => collator.compare(a, b))
    const rankOf = new Uint32Array(sorted.length)
    sorted.forEach((text, rank) => {
      rankOf[this.numbers.get(text) ?? 0] = rank
    })
    return this.rows.map((number) => rankOf[number] ?? 0)
  }
}
