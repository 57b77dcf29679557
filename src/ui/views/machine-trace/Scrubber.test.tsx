// @vitest-environment jsdom
/** The scrubber as a slider, and what it draws of a long run. */
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { hexagon, ranIn, stepAt, stretchesOf, windowOf } from './geometry.ts'
import { Scrubber, type TraceColumn } from './index.ts'

afterEach(cleanup)

function columnAt(step: number): TraceColumn {
  const hex = step.toString(16).padStart(8, '0')
  return {
    step,
    ran: step === 0 ? '' : `ld [${String(step)}]`,
    pc: String(step),
    a: hex,
    x: '00000000',
    breakpoint: false,
  }
}

function show(step: number, steps: number) {
  const onSeek = vi.fn<(step: number) => void>()
  const asked = vi.fn(columnAt)
  render(<Scrubber step={step} steps={steps} columnAt={asked} onSeek={onSeek} />)
  return { onSeek, asked, slider: screen.getByRole('slider', { name: 'Step of the run' }) }
}

describe('Scrubber', () => {
  it('says where it stands', () => {
    const { slider } = show(3, 5)
    const said = ['aria-valuemin', 'aria-valuemax', 'aria-valuenow', 'aria-valuetext'].map((name) =>
      slider.getAttribute(name),
    )
    expect(said).toEqual(['0', '5', '3', 'Step 3 of 5, ld [3]'])
  })
  it.each([
    ['ArrowRight', 4],
    ['ArrowUp', 4],
    ['ArrowLeft', 2],
    ['ArrowDown', 2],
    ['Home', 0],
    ['End', 50],
    ['PageUp', 13],
    ['PageDown', 0],
  ])('%s goes from 3 to %i', (key, target) => {
    const { slider, onSeek } = show(3, 50)
    fireEvent.keyDown(slider, { key })
    expect(onSeek.mock.calls).toEqual([[target]])
  })
  it('leaves other keys alone', () => {
    const { slider, onSeek } = show(3, 5)
    expect(fireEvent.keyDown(slider, { key: 'Tab' })).toBe(true)
    expect(onSeek).not.toHaveBeenCalled()
  })
  it('asks for the columns in sight only', () => {
    const { asked } = show(5000, 100_000)
    expect(asked.mock.calls.length).toBeLessThan(20)
  })
})

describe('the window', () => {
  it.each([
    [6, 3, 464, { from: 0, count: 6 }],
    [100, 0, 464, { from: 0, count: 7 }],
    [100, 6, 464, { from: 5, count: 7 }],
    [100, 5, 464, { from: 0, count: 7 }],
    [100, 50, 464, { from: 45, count: 7 }],
    [100, 99, 464, { from: 93, count: 7 }],
    [100, 9, 10, { from: 8, count: 2 }],
  ])('of %i columns around %i on %i px is %j', (total, current, width, expected) => {
    expect(windowOf(total, current, width)).toEqual(expected)
  })
  it.each([
    [0, 0],
    [29, 0],
    [29 + 72, 0],
    [29 + 73, 1],
    [463, 5],
    [900, 5],
  ])('pixel %i is step %i of six columns', (pixel, step) => {
    expect(stepAt(pixel, 464, { from: 0, count: 6 })).toBe(step)
  })
})

it.each([
  [62, 'ldh [12]', 'ldh'],
  [90, 'ldh [12]', 'ldh [12]'],
  [90, 'jeq #0x86dd', 'jeq #0x86dd'],
  [74, 'jeq #0x86dd', 'jeq #0x8…'],
])('in %i pixels %s is told as %s', (column, ran, told) => {
  expect(ranIn(column, ran)).toBe(told)
})

it('joins equal neighbours', () => {
  expect(stretchesOf(['0', '8', '8', '0'])).toEqual([
    { from: 0, to: 1, text: '0' },
    { from: 1, to: 3, text: '8' },
    { from: 3, to: 4, text: '0' },
  ])
})

it('draws a stretch as a hexagon', () => {
  expect(hexagon(0, 20, 10)).toBe('M0 10L3 3L17 3L20 10L17 17L3 17Z')
})
