export { type Span } from './span.ts'
export { type Result, ok, err } from './result.ts'
export { type Diagnostic, type Severity } from './diagnostic.ts'
export { invariant, assertNever } from './invariant.ts'
