/**
 * The program, connected: its listing or another spelling of it, and what stands under it.
 */
import {
  Suspense,
  lazy,
  memo,
  useCallback,
  useMemo,
  useRef,
  useState,
  type ComponentType,
  type ReactElement,
} from 'react'
import {
  exportFormats,
  programText,
  selectListingRows,
  selectMoment,
  selectOrigin,
  selectPointedInstructions,
  selectShownProgram,
  useApp,
  type ExportFormat,
} from '../../../store/index.ts'
import { copyText } from '../../clipboard.ts'
import { CheckIcon, CopyIcon, WarningIcon } from '../../marks/index.ts'
import { Button, Segmented, Select } from '../../views/controls/index.ts'
import { Listing, layOutListing } from '../../views/listing/index.ts'
import { Prose } from '../../views/source/index.ts'
import { PaneFrame } from '../../views/pane/index.ts'
import styles from './program-pane.module.css'
import { useHits } from './use-hits.ts'
import { targetsOf } from './program-shape.ts'
import { tellDropped, tellShared } from './shared-instructions.ts'

/** A part that comes in a file of its own; nothing where that cannot be fetched. */
function late(bring: () => Promise<ComponentType>): ComponentType {
  return lazy<ComponentType>(() =>
    bring().then(
      (Part) => ({ default: memo(Part) }),
      () => ({ default: () => null }),
    ),
  )
}

const UnderListing = late(() => import('./UnderListing.tsx').then((module) => module.UnderListing))
const IptablesRule = late(() => import('./IptablesRule.tsx').then((module) => module.IptablesRule))
const GraphTab = late(() => import('./GraphTab.tsx').then((module) => module.GraphTab))
const OptimizerTab = late(() => import('./OptimizerTab.tsx').then((module) => module.OptimizerTab))

const TABS = [
  { value: 'listing', title: 'Listing' },
  { value: 'graph', title: 'Graph' },
  { value: 'optimizer', title: 'Optimizer' },
] as const

const FORMATS = exportFormats.map(({ format, title }) => ({ value: format, title: format, note: title }))

export function ProgramPane(): ReactElement {
  const shown = useApp(selectShownProgram)
  const { compilation, source, stale } = shown
  const rows = useApp(selectListingRows)
  const hits = useHits()
  const { now } = useApp(selectMoment)
  const pointed = useApp((state) => state.pointed)
  const pointedInstructions = useApp(selectPointedInstructions)
  const origin = useApp(selectOrigin)
  const lit = useMemo(
    () => (origin === null ? pointedInstructions : new Set(origin.instructions)),
    [origin, pointedInstructions],
  )
  const runTo = useApp((state) => state.runTo)
  const toggleBreakpoint = useApp((state) => state.toggleBreakpoint)
  const pointAt = useApp((state) => state.pointAt)
  const pointAtClause = useCallback(
    (clause: number | null) => {
      pointAt(clause === null ? null : { kind: 'clause', clause })
    },
    [pointAt],
  )
  const pointAtInstruction = useCallback(
    (pc: number | null) => {
      pointAt(pc === null ? null : { kind: 'instruction', pc })
    },
    [pointAt],
  )
  const tab = useApp((state) => state.programTab)
  const setTab = useApp((state) => state.setProgramTab)
  const scroller = useRef<HTMLDivElement>(null)
  const [format, setFormat] = useState<ExportFormat>('tcpdump -d')
  const { program, provenance, clauses } = compilation
  const layout = useMemo(() => layOutListing(targetsOf(program ?? []), provenance), [program, provenance])
  const shared = useMemo(() => {
    const told = tellShared(provenance, clauses.length)
    const texts = clauses.map(({ span }) => source.text.slice(span.from, span.to))
    return told === null ? null : `${told}${tellDropped(provenance, texts)}.`
  }, [provenance, clauses, source])
  const actions = (
    <>
      {/* Before the tabs, which so stay where they are when it goes. */}
      {tab === 'listing' && (
        <Select label="Format" value={format} options={FORMATS} onChange={setFormat} className={styles['format']} />
      )}
      <Segmented label="Program as" value={tab} options={TABS} onChange={setTab} className={styles['tabs']} />
      <CopyButton text={() => programText(shown, format) ?? ''} />
    </>
  )
  return (
    <PaneFrame className={styles['pane']} name="Program" remark={countOf(program?.length ?? 0)} actions={actions}>
      {stale && (
        <p className={styles['stale']} role="note">
          <WarningIcon />
          <span>
            The last program that compiled, for{' '}
            {source.text.trim() === '' ? 'no text at all' : <code>{source.text.trim().split('\n')[0]}</code>}
          </span>
        </p>
      )}
      <Suspense fallback={null}>
        {tab === 'graph' && <GraphTab />}
        {tab === 'optimizer' && <OptimizerTab />}
      </Suspense>
      {tab === 'listing' && (
        <div className={`${styles['scroller'] ?? ''} ${stale ? (styles['dim'] ?? '') : ''}`} ref={scroller}>
          {program === null && <p className={styles['none']}>There is no program yet: the source has a problem.</p>}
          {program !== null && format !== 'tcpdump -d' && (
            <pre className={styles['text']} tabIndex={0} aria-label={`Program as ${format}`}>
              {programText(shown, format)}
            </pre>
          )}
          {program !== null && format === 'tcpdump -d' && (
            <Listing
              rows={rows}
              layout={layout}
              hits={hits}
              lit={lit}
              greyOthers={origin !== null}
              pointedClause={pointed?.kind === 'clause' ? pointed.clause : null}
              currentPc={now.pc}
              scroller={scroller}
              onToggleBreakpoint={toggleBreakpoint}
              onRunTo={runTo}
              onPointClause={pointAtClause}
              onPointInstruction={pointAtInstruction}
            />
          )}
          {program !== null && format === 'tcpdump -d' && shared !== null && (
            <p className={styles['margin']}>
              <Prose text={shared} />
            </p>
          )}
          <Suspense fallback={null}>
            {source.context === 'xt_bpf' && <IptablesRule />}
            <UnderListing />
          </Suspense>
        </div>
      )}
    </PaneFrame>
  )
}

function countOf(instructions: number): string {
  return instructions === 1 ? '1 instruction' : `${String(instructions)} instructions`
}

/** Says that it worked by its icon and its name; both go back when the pointer or the focus leaves. */
function CopyButton({ text }: { readonly text: () => string }): ReactElement {
  const [copied, setCopied] = useState(false)
  const forget = (): void => {
    setCopied(false)
  }
  return (
    <Button
      look="quiet"
      square
      aria-label={copied ? 'Copied' : 'Copy program'}
      onClick={() => {
        void copyText(text()).then(setCopied)
      }}
      onBlur={forget}
      onPointerLeave={forget}
    >
      {copied ? <CheckIcon /> : <CopyIcon />}
    </Button>
  )
}
