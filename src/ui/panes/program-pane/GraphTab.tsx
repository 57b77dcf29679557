/** The program as a flow graph, connected: the run is drawn on it. Comes in a file of its own. */
import { useMemo, useState, type ReactElement } from 'react'
import { CLASS, SRC } from '../../../bpf/index.ts'
import {
  selectLate,
  selectListingRows,
  selectMoment,
  selectPointedInstructions,
  selectShownProgram,
  selectTrace,
  useApp,
  type FlowEdge,
  type FlowNode,
  type ListingRow,
} from '../../../store/index.ts'
import { FlowGraphView, type GraphBox, type GraphLine } from '../../views/graph/index.ts'
import { formatCount, formatPc } from '../../views/machine/index.ts'
import type { ListingHits } from '../../views/listing/index.ts'
import styles from './program-pane.module.css'
import { useHits } from './use-hits.ts'

const NONE: ReadonlySet<string> = new Set()

export function GraphTab(): ReactElement | null {
  const late = useApp(selectLate)
  const { compilation, source } = useApp(selectShownProgram)
  const { program } = compilation
  const { context } = source
  const rows = useApp(selectListingRows)
  const trace = useApp(selectTrace)
  const { step, next, ran } = useApp(selectMoment)
  const lit = useApp(selectPointedInstructions)
  const hits = useHits()
  const pointAt = useApp((state) => state.pointAt)
  // Of one program: another begins folded.
  const [opening, setOpening] = useState<{ readonly of: unknown; readonly ids: ReadonlySet<string> } | null>(null)
  const opened = opening?.of === program ? opening.ids : NONE
  const graph = useMemo(
    () => (late === null || program === null ? null : late.flowGraph(program, opened)),
    [late, program, opened],
  )
  const ways = useMemo(() => {
    const taken = new Set<string>()
    if (trace !== null)
      for (let i = 1; i < step; i++) taken.add(`${String(trace.pcAt(i))}>${String(trace.pcAt(i + 1))}`)
    return taken
  }, [trace, step])
  if (late === null || graph === null || program === null) return null

  const verdictAt = (pc: number): GraphBox['verdict'] => {
    const instruction = program[pc]
    if (context === 'seccomp' || instruction?.code !== (CLASS.RET | SRC.K)) return null
    return instruction.k === 0 ? 'drop' : 'accept'
  }
  const wayOf = ({ jumps }: FlowEdge): boolean =>
    jumps.some(({ from, to }) => ways.has(`${String(from)}>${String(to)}`))
  // A return that several boxes copy was run at the one that the run came to.
  const reached = new Set(graph.edges.filter(wayOf).map(({ to }) => to))
  const holding = next ?? ran ?? 0
  const boxes = graph.nodes.map((node, index): GraphBox => {
    const own = rows.slice(node.from, node.to)
    const isTaken =
      index === 0 ? step > 0 : node.kind === 'return' ? reached.has(node.id) : own.some(({ runs }) => runs > 0)
    const isHere =
      node.kind !== 'return' || reached.has(node.id) || index === 0 || isComing(node, graph.edges, next, ran)
    return boxOf(node, own, {
      isTaken,
      isHere,
      holding: node.kind === 'folded' && node.from <= holding && holding < node.to,
      verdict: node.kind === 'return' ? verdictAt(node.from) : null,
      lit,
      hits,
    })
  })
  const lines = graph.edges.map((edge): GraphLine => {
    return {
      id: edge.id,
      from: edge.from,
      to: edge.to,
      label: edge.kind === 'always' ? '' : edge.kind,
      taken: wayOf(edge),
      hits: hitsOf(edge, hits),
    }
  })
  const followed =
    boxes.find((box) => box.rows.some(({ state }) => state === 'next')) ??
    boxes.find((box) => box.rows.some(({ state }) => state === 'ran')) ??
    // Of a folded box no row is shown.
    graph.nodes.find(({ from, to }) => from <= holding && holding < to)
  return (
    <>
      {graph.blocks > late.MOST_BLOCKS && (
        <p className={styles['margin']}>
          {graph.blocks} blocks are more than can be told apart: neighbours stand in one box, which opens by a click.
        </p>
      )}
      <FlowGraphView
        name="Flow graph"
        boxes={boxes}
        lines={lines}
        layOut={late.layOut}
        legend={hits.rows.length === 0 ? '' : `Numbers count ${formatCount(hits.ran)} ${hits.of}`}
        followed={followed?.id ?? null}
        onPoint={(pc) => {
          pointAt(pc === null ? null : { kind: 'instruction', pc })
        }}
        onOpen={(id) => {
          if (graph.nodes.some((node) => node.id === id && node.kind === 'folded')) {
            setOpening({ of: program, ids: new Set([...opened, id]) })
          }
        }}
      />
    </>
  )
}

/** How often an edge was gone along; null for one that joins several, and while that is being counted. */
function hitsOf({ kind, jump }: FlowEdge, { rows, ran }: ListingHits): GraphLine['hits'] {
  const from = jump === null ? undefined : rows[jump.from]
  if (from === undefined) return null
  const count = kind === 'true' ? from.taken : kind === 'false' ? from.executed - from.taken : from.executed
  return { count, share: ran === 0 ? 0 : count / ran }
}

/** Whether the return is the one that the jump about to run, or just run, leads to. */
function isComing(node: FlowNode, edges: readonly FlowEdge[], next: number | null, ran: number | null): boolean {
  return next === node.from && edges.some(({ to, jump }) => to === node.id && jump?.from === ran)
}

interface Looks {
  readonly isTaken: boolean
  readonly isHere: boolean
  /** Of a folded box, that the run stands in it: no row can show that. */
  readonly holding: boolean
  readonly verdict: GraphBox['verdict']
  readonly lit: ReadonlySet<number>
  readonly hits: ListingHits
}

function boxOf(node: FlowNode, rows: readonly ListingRow[], looks: Looks): GraphBox {
  const { isTaken, isHere, holding, verdict, lit, hits } = looks
  const place = rows.length === 1 ? formatPc(node.from) : `${formatPc(node.from)}–${formatPc(node.to - 1)}`
  const last = rows.at(-1)
  const title =
    node.kind === 'folded'
      ? `${String(node.blocks)} blocks, ${place}`
      : verdict === null
        ? (last?.meaning ?? '')
        : verdict === 'drop'
          ? 'Drop'
          : 'Accept'
  const clauses = [...new Set(rows.flatMap((row) => row.clauses))].sort((a, b) => a - b)
  const shown = node.kind === 'folded' ? [] : rows
  return {
    id: node.id,
    title,
    note: node.copy ? 'once more' : '',
    rows: shown.map(({ pc, op, operand, state }) => ({
      number: formatPc(pc),
      op,
      operand,
      pc,
      state: isHere ? state : null,
    })),
    clauses,
    tone: isTaken ? 'taken' : 'plain',
    verdict,
    breakpoint: rows.some(({ breakpoint }) => breakpoint),
    folded: node.kind === 'folded',
    holding,
    lit: rows.some(({ pc }) => lit.has(pc)),
    label: `Block ${place}: ${title}${targets(last, hits, node.kind === 'return')}${isTaken ? ', executed' : ''}${holding ? ', the run is here' : ''}`,
  }
}

/** Of a return that several boxes copy, each way there has its own number. */
function targets(row: ListingRow | undefined, { rows, ran, of }: ListingHits, isReturn: boolean): string {
  const hits = rows[row?.pc ?? -1]
  const counted = hits === undefined ? '' : `, ${formatCount(hits.executed)} of ${formatCount(ran)} ${of}`
  if (row === undefined || row.jt === null || row.jf === null) return isReturn ? '' : counted
  const [yes, no] =
    hits === undefined ? ['', ''] : [hits.taken, hits.executed - hits.taken].map((n) => ` ${formatCount(n)}`)
  return `${counted}, true${yes ?? ''} to ${formatPc(row.jt)}, false${no ?? ''} to ${formatPc(row.jf)}`
}
