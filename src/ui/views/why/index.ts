/** Why a packet matched: the clauses as a tree. */
export { WhyView, type WhyLine, type WhyViewProps } from './WhyView.tsx'
