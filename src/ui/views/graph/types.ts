/** A flow graph as the view draws it. */

export interface GraphRow {
  /** `002`; empty for a row that is no instruction. */
  readonly number: string
  readonly op: string
  readonly operand: string
  /** The program counter it stands for; null where there is none. */
  readonly pc: number | null
  readonly state: 'ran' | 'next' | null
}

export interface GraphBox {
  readonly id: string
  readonly title: string
  /** Beside the title, fainter: `also 005`. */
  readonly note: string
  readonly rows: readonly GraphRow[]
  /** Indices of the clauses that it serves. */
  readonly clauses: readonly number[]
  /** `taken` was executed; `changed` and `gone` are for the film. */
  readonly tone: 'plain' | 'taken' | 'changed' | 'gone'
  readonly verdict: 'accept' | 'drop' | null
  readonly breakpoint: boolean
  /** It can be opened: several blocks in one box. */
  readonly folded: boolean
  /** The run stands in it, and no row says so. */
  readonly holding: boolean
  /** What is pointed at belongs to it. */
  readonly lit: boolean
  /** For a screen reader, whole. */
  readonly label: string
}

export interface GraphLine {
  readonly id: string
  readonly from: string
  readonly to: string
  readonly label: 'true' | 'false' | ''
  readonly taken: boolean
  /** How often it was gone, over many packets, and for how much of them; null where that is not known. */
  readonly hits: { readonly count: number; readonly share: number } | null
}

/** Where everything is, in pixels; see layOut of the flow graph's engine. */
export interface GraphDrawing {
  readonly boxes: readonly {
    readonly id: string
    readonly x: number
    readonly y: number
    readonly width: number
    readonly height: number
  }[]
  readonly lines: readonly {
    readonly id: string
    readonly points: readonly (readonly [x: number, y: number])[]
    readonly back: boolean
  }[]
  readonly width: number
  readonly height: number
}

export type LayOut = (
  boxes: readonly { readonly id: string; readonly width: number; readonly height: number }[],
  lines: readonly { readonly id: string; readonly from: string; readonly to: string }[],
) => GraphDrawing
