/** Matches over time: a bar for each stretch of the capture, the part of it that matches filled. */
import styles from './captures.module.css'

export interface HistogramBars {
  /** Seconds from the first packet to the last. */
  readonly seconds: number
  readonly all: ArrayLike<number>
  readonly matches: ArrayLike<number>
}

const HEIGHT = 28

export function HistogramView({ bars }: { readonly bars: HistogramBars }) {
  const { all, matches, seconds } = bars
  const most = Math.max(1, ...Array.from(all))
  const peak = Math.max(...Array.from(matches))
  const width = all.length
  const heightOf = (count: number): number => (count === 0 ? 0 : Math.max(1, (count / most) * HEIGHT))
  return (
    <figure className={styles['histogram']}>
      <svg
        viewBox={`0 0 ${String(width)} ${String(HEIGHT)}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`Packets over ${told(seconds)}, and those that match: ${String(peak)} at most in a stretch of ${told(seconds / width)}`}
      >
        {Array.from(all, (count, index) => (
          <g key={index}>
            <rect
              className={styles['barAll']}
              x={index + 0.1}
              width={0.8}
              y={HEIGHT - heightOf(count)}
              height={heightOf(count)}
            />
            <rect
              className={styles['barMatches']}
              x={index + 0.1}
              width={0.8}
              y={HEIGHT - heightOf(matches[index] ?? 0)}
              height={heightOf(matches[index] ?? 0)}
            />
          </g>
        ))}
      </svg>
      <figcaption>
        <span>0 s</span>
        <span>matches over time</span>
        <span>{told(seconds)}</span>
      </figcaption>
    </figure>
  )
}

function told(seconds: number): string {
  if (seconds >= 100) return `${Math.round(seconds).toLocaleString('en')} s`
  if (seconds >= 0.1) return `${seconds.toFixed(1)} s`
  return seconds >= 0.0001 ? `${(seconds * 1e3).toFixed(1)} ms` : `${(seconds * 1e6).toFixed(1)} µs`
}
