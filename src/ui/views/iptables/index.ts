/** The rule of iptables' `-m bpf`. */
export { RuleView, type RuleViewProps } from './RuleView.tsx'
