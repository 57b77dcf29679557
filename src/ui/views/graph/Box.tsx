/** One box of the graph: a title, its instructions, the clauses it serves. */
import type { KeyboardEvent, ReactElement } from 'react'
import { clauseClass, clauseLetter } from '../../marks/index.ts'
import styles from './graph.module.css'
import { HEAD, LETTER, MOST_ROWS, ROW, columnsOf, fitting, lettersOf } from './sizes.ts'
import type { GraphBox, GraphRow } from './types.ts'

interface BoxProps {
  readonly box: GraphBox
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly tabbable: boolean
  readonly onKeyDown: (event: KeyboardEvent, id: string) => void
  readonly onFocus: (id: string) => void
  readonly onPoint: (pc: number | null) => void
  readonly onOpen: (id: string) => void
}

export function Box({ box, x, y, width, height, tabbable, ...on }: BoxProps): ReactElement {
  const shown = box.rows.length > MOST_ROWS + 1 ? box.rows.slice(0, MOST_ROWS) : box.rows
  const left = box.rows.length - shown.length
  const first = box.rows.find(({ pc }) => pc !== null)?.pc ?? null
  const letters = lettersOf(box.clauses)
  const textX = box.verdict === null ? 12 : 28
  return (
    <g
      role={box.folded ? 'button' : 'img'}
      aria-label={box.label}
      tabIndex={tabbable ? 0 : -1}
      data-box={box.id}
      data-current={box.holding || box.rows.some(({ state }) => state === 'next') ? '' : undefined}
      className={[styles['box'], styles[box.tone], box.lit ? styles['lit'] : ''].join(' ')}
      transform={`translate(${String(x)} ${String(y)})`}
      onKeyDown={(event) => {
        on.onKeyDown(event, box.id)
      }}
      onFocus={() => {
        on.onFocus(box.id)
        on.onPoint(first)
      }}
      onBlur={() => {
        on.onPoint(null)
      }}
      onPointerEnter={() => {
        on.onPoint(first)
      }}
      onPointerLeave={() => {
        on.onPoint(null)
      }}
      onClick={() => {
        if (box.folded) on.onOpen(box.id)
      }}
    >
      <rect className={styles['frame']} width={width} height={height} rx={3} />
      {box.holding && <rect className={styles['next']} x={1} y={1} width={width - 2} height={HEAD - 2} />}
      {box.verdict === 'accept' && <circle className={styles['disc']} cx={16} cy={HEAD / 2 + 1} r={4.5} />}
      {box.verdict === 'drop' && <circle className={styles['ring']} cx={16} cy={HEAD / 2 + 1} r={4} />}
      <text className={styles['title']} x={textX} y={HEAD / 2 + 5}>
        {fitting(box.title, width - textX + 12, letters.width)}
        {box.note !== '' && <tspan className={styles['note']}> {box.note}</tspan>}
      </text>
      {letters.shown.map((clause, index) => (
        <g
          key={clause}
          className={clauseClass(clause)}
          transform={`translate(${String(width - letters.width + index * LETTER - 6)} 5)`}
        >
          <rect className={styles['clause']} width={14} height={14} rx={2} />
          <text className={styles['letter']} x={7} y={10.5}>
            {clauseLetter(clause)}
          </text>
        </g>
      ))}
      {letters.more > 0 && (
        <text className={styles['note']} x={width - 10} y={HEAD / 2 + 4} textAnchor="end">
          +{letters.more}
        </text>
      )}
      {box.breakpoint && <circle className={styles['breakpoint']} cx={width - 10} cy={HEAD / 2 + 1} r={5} />}
      {shown.map((row, index) => (
        <Row key={index} row={row} y={HEAD + index * ROW} width={width} />
      ))}
      {left > 0 && (
        <text className={styles['note']} x={22} y={HEAD + shown.length * ROW + 14}>
          and {left} more
        </text>
      )}
    </g>
  )
}

function Row({ row, y, width }: { readonly row: GraphRow; readonly y: number; readonly width: number }): ReactElement {
  const columns = columnsOf(row)
  return (
    <g transform={`translate(0 ${String(y)})`}>
      {row.state === 'next' && <rect className={styles['next']} x={1} width={width - 2} height={ROW} />}
      {row.state === 'ran' && <rect className={styles['ran']} x={5} y={1} width={width - 10} height={ROW - 2} rx={2} />}
      <text className={styles['number']} x={columns.number} y={14}>
        {row.number}
      </text>
      <text className={styles['op']} x={columns.op} y={14}>
        {row.op}
      </text>
      <text className={styles['operand']} x={columns.operand} y={14}>
        {row.operand}
      </text>
    </g>
  )
}
