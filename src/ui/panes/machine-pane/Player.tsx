/** Plays the run step by step, as fast as chosen, up to the next stop or the end. */
import { useEffect, useState, type ReactElement } from 'react'
import { selectMoment, selectStops, useApp } from '../../../store/index.ts'
import { Button, Select } from '../../views/controls/index.ts'
import styles from './debug-tools.module.css'

const SPEEDS = [1, 2, 5, 20, 100].map((value) => ({
  value,
  title: value === 1 ? '1 step a second' : `${String(value)} steps a second`,
}))

export function Player(): ReactElement {
  const { step, steps } = useApp(selectMoment)
  const stops = useApp(selectStops)
  const stepForward = useApp((state) => state.stepForward)
  const [speed, setSpeed] = useState(2)
  /** Where the playing ends; null while nothing plays. */
  const [until, setUntil] = useState<number | null>(null)
  const playing = until !== null && step < Math.min(until, steps)

  useEffect(() => {
    if (!playing) return
    const timer = setTimeout(stepForward, 1000 / speed)
    return () => {
      clearTimeout(timer)
    }
  }, [playing, step, speed, stepForward])

  return (
    <div className={styles['row']}>
      <Button
        look="line"
        unavailable={!playing && step >= steps}
        onClick={() => {
          setUntil(playing ? null : (stops?.next(step) ?? steps))
        }}
      >
        {playing ? 'Pause' : 'Play'}
      </Button>
      <Select label="Speed" value={speed} options={SPEEDS} onChange={setSpeed} />
    </div>
  )
}
