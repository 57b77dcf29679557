/**
 * Where the panes stand: three columns from 1280 px, two from 700, one pane at a time below.
 * The separators are the library's: dragged by pointer, moved by arrow keys, reset by a double click.
 */
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { Group, Panel, Separator, type PanelImperativeHandle } from 'react-resizable-panels'
import { useApp } from '../store/index.ts'
import { MachinePane } from './panes/machine-pane/index.ts'
import { PacketPane } from './panes/packet-pane/index.ts'
import { PacketsPane } from './panes/packets-pane/index.ts'
import { ProgramPane } from './panes/program-pane/index.ts'
import { SourcePane } from './panes/source-pane/index.ts'
import { useMediaQuery } from './use-media-query.ts'
import { useSourcePanel } from './use-source-panel.ts'
import type { PhonePaneName } from './views/shell/index.ts'
import styles from './App.module.css'

const WIDE_SOURCE = { filterHeight: 196, longShare: 0.55, share: 0.6 }
const MEDIUM_SOURCE = { filterHeight: 150, longShare: 0.35, share: 0.45 }

function Divider({ label }: { readonly label: string }) {
  return <Separator className={styles['separator'] ?? ''} aria-label={label} />
}

export function WideLayout() {
  const { problemsRef, columnRef, onLayoutChanged, ...source } = useSourcePanel(WIDE_SOURCE)
  const roomy = useMediaQuery('(min-width: 1400px)')
  return (
    <Group orientation="horizontal" className={styles['main'] ?? ''}>
      <Panel
        id="left"
        defaultSize={roomy ? '384px' : '312px'}
        minSize="280px"
        groupResizeBehavior="preserve-pixel-size"
      >
        <Group orientation="vertical" elementRef={columnRef} onLayoutChanged={onLayoutChanged}>
          <Panel id="source" {...source} minSize="120px" groupResizeBehavior="preserve-pixel-size">
            <SourcePane problemsRef={problemsRef} />
          </Panel>
          <Divider label="Height of the source" />
          <Panel id="packets" minSize="120px">
            <PacketsPane />
          </Panel>
        </Group>
      </Panel>
      <Divider label="Width of the left column" />
      <Panel id="middle" minSize="360px">
        <ProgramPane />
      </Panel>
      <Divider label="Width of the right column" />
      <Panel id="right" defaultSize="488px" minSize="420px" groupResizeBehavior="preserve-pixel-size">
        <MachineAndPacket />
      </Panel>
    </Group>
  )
}

export function MediumLayout() {
  const { problemsRef, columnRef, onLayoutChanged, ...source } = useSourcePanel(MEDIUM_SOURCE)
  const packets = usePacketsPanel()
  const roomy = useMediaQuery('(min-width: 900px)')
  return (
    <Group orientation="horizontal" className={styles['main'] ?? ''}>
      <Panel id="left" minSize="220px">
        <Group orientation="vertical" elementRef={columnRef} onLayoutChanged={onLayoutChanged}>
          <Panel id="source" {...source} minSize="100px" groupResizeBehavior="preserve-pixel-size">
            <SourcePane problemsRef={problemsRef} />
          </Panel>
          <Divider label="Height of the source" />
          <Panel id="program" minSize="140px">
            <ProgramPane />
          </Panel>
          <Divider label="Height of the packets" />
          <Panel id="packets" {...packets} minSize="100px">
            <PacketsPane />
          </Panel>
        </Group>
      </Panel>
      <Divider label="Width of the right column" />
      <Panel
        id="right"
        defaultSize={roomy ? '488px' : '52%'}
        minSize="340px"
        groupResizeBehavior={roomy ? 'preserve-pixel-size' : 'preserve-relative-size'}
      >
        <MachineAndPacket />
      </Panel>
    </Group>
  )
}

/** Of the column, in percent: a graph needs room, and so do a capture's head and some of its rows. */
const PACKETS_SHARE = { listing: 30, graph: 18, capture: 48 }

/** For the panel of the packets, which makes room for what is shown until a person has moved its edge. */
function usePacketsPanel() {
  const panelRef = useRef<PanelImperativeHandle>(null)
  const share = useApp(({ capture, programTab }) =>
    capture !== null ? PACKETS_SHARE.capture : programTab === 'listing' ? PACKETS_SHARE.listing : PACKETS_SHARE.graph,
  )
  const [firstShare] = useState(share)
  const before = useRef(firstShare)
  useEffect(() => {
    const panel = panelRef.current
    if (panel === null || share === before.current) return
    if (Math.abs(panel.getSize().asPercentage - before.current) < 1) panel.resize(`${String(share)}%`)
    before.current = share
  }, [share])
  return { panelRef, defaultSize: `${String(firstShare)}%` }
}

function MachineAndPacket() {
  return (
    <div className={styles['column']}>
      <div className={styles['fit']}>
        <MachinePane />
      </div>
      <div className={styles['fill']}>
        <PacketPane />
      </div>
    </div>
  )
}

/** All five are there, so that nothing is lost on the way from tab to tab; one is shown. */
export function PhoneLayout() {
  const shown = useApp((state) => state.phonePane)
  return (
    <div className={styles['phone']}>
      {PHONE_CONTENT.map(([name, pane]) => (
        <div
          key={name}
          id={`pane-${name}`}
          role="tabpanel"
          aria-labelledby={`tab-${name}`}
          className={styles['pane']}
          hidden={name !== shown}
        >
          {pane}
        </div>
      ))}
    </div>
  )
}

const PHONE_CONTENT: readonly (readonly [PhonePaneName, ReactNode])[] = [
  ['source', <SourcePane />],
  ['program', <ProgramPane />],
  ['machine', <MachinePane />],
  ['packet', <PacketPane />],
  ['packets', <PacketsPane />],
]
