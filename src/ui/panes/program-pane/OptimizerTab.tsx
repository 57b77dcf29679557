/**
 * What the optimizer does to the filter, pass by pass, connected: before and after side by side. Comes in a file of its
 * own.
 */
import { useMemo, useState, type ReactElement } from 'react'
import { formatInstruction } from '../../../bpf/index.ts'
import { selectLate, selectShownProgram, useApp, type Film, type FilmBlock } from '../../../store/index.ts'
import { FilmView, type FilmSide } from '../../views/film/index.ts'
import type { GraphBox, GraphLine, GraphRow } from '../../views/graph/index.ts'
import styles from './program-pane.module.css'

export function OptimizerTab(): ReactElement | null {
  const late = useApp(selectLate)
  const { source, compilation } = useApp(selectShownProgram)
  const film = useMemo(() => (late === null ? null : late.filmOf(source)), [late, source])
  // Of one film: another begins at its first change.
  const [wanted, setWanted] = useState<{ readonly of: Film; readonly index: number } | null>(null)
  if (late === null) return null
  if (film === null) {
    return (
      <p className={styles['none']}>
        {source.language === 'filter'
          ? 'There is no film: the source has a problem.'
          : 'Only filters are optimized. A program that you write is run as it is.'}
      </p>
    )
  }
  const last = film.frames.length - 1
  const index = Math.min(last, wanted?.of === film ? wanted.index : Math.min(1, last))
  const frame = film.frames[index]
  const before = film.frames[index - 1]
  if (frame === undefined) return null
  const changed = new Set(frame.changes.map(({ block }) => block))
  const texts = compilation.clauses.map(({ span }) => source.text.slice(span.from, span.to))
  return (
    <FilmView
      layOut={late.layOut}
      titles={film.frames.map(({ title }) => title)}
      index={index}
      onIndex={(to) => {
        setWanted({ of: film, index: Math.max(0, Math.min(last, to)) })
      }}
      counts={{
        first: film.frames[0]?.instructions ?? 0,
        now: frame.instructions,
        last: film.frames[last]?.instructions ?? 0,
      }}
      note={noteOf(film, frame.leftOut)}
      changes={frame.changes.map(({ text }) => text)}
      before={
        before === undefined
          ? null
          : sideOf(before.graph.blocks, before.graph.root, changed, idsOf(frame.graph.blocks), texts)
      }
      after={sideOf(frame.graph.blocks, frame.graph.root, changed, null, texts)}
    />
  )
}

function noteOf({ unoptimized, rejectsAll, frames }: Film, leftOut: number): string | null {
  if (unoptimized === 'switched off') return 'The optimizer is switched off: this is the program as it is generated.'
  if (unoptimized !== null) return 'libpcap does not optimize a program with jumps inside a block.'
  if (leftOut > 0) return `${String(leftOut)} steps before this one are left out.`
  if (frames.length === 1) return 'The optimizer found nothing to change.'
  return rejectsAll ? 'In the end the program drops every packet, and libpcap refuses the filter.' : null
}

function idsOf(blocks: readonly FilmBlock[]): ReadonlySet<number> {
  return new Set(blocks.map(({ id }) => id))
}

/** `stay`: the blocks that are in the frame after; null where this is that frame. */
function sideOf(
  blocks: readonly FilmBlock[],
  root: number,
  changed: ReadonlySet<number>,
  stay: ReadonlySet<number> | null,
  clauses: readonly string[],
): FilmSide {
  const ordered = [...blocks].sort((a, b) => Number(b.id === root) - Number(a.id === root))
  const boxes = ordered.map((block): GraphBox => {
    const gone = stay?.has(block.id) === false
    const isReturn = block.jt === null
    const accepts = isReturn && block.branch.k !== 0
    const rows = [...block.statements, block.branch].map(rowOf)
    const words = block.clauses.map((clause) => clauses[clause] ?? '').join(', ')
    return {
      id: String(block.id),
      title: isReturn ? (accepts ? 'Accept' : 'Drop') : `block ${String(block.id)}`,
      note: gone ? 'is gone' : changed.has(block.id) ? 'changed' : '',
      rows,
      clauses: block.clauses,
      tone: gone ? 'gone' : changed.has(block.id) ? 'changed' : 'plain',
      verdict: isReturn ? (accepts ? 'accept' : 'drop') : null,
      breakpoint: false,
      folded: false,
      holding: false,
      lit: false,
      label: `Block ${String(block.id)}${gone ? ', gone after this' : changed.has(block.id) ? ', changed' : ''}${words === '' ? '' : `, of ${words}`}: ${rows.map(({ op, operand }) => `${op} ${operand}`).join('; ')}`,
    }
  })
  const lines = ordered.flatMap(({ id, jt, jf }): GraphLine[] => {
    const line = (to: number | null, label: 'true' | 'false' | ''): GraphLine[] =>
      to === null
        ? []
        : [{ id: `${String(id)}-${label}`, from: String(id), to: String(to), label, taken: false, hits: null }]
    return jt === jf ? line(jt, '') : [...line(jt, 'true'), ...line(jf, 'false')]
  })
  return { boxes, lines }
}

function rowOf(instruction: FilmBlock['branch']): GraphRow {
  const { op, operand } = formatInstruction(instruction, 0)
  return { number: '', op, operand, pc: null, state: null }
}
