/** The page's frame: bars at its top and foot, and a phone's own. */
export { ExamplesMenu, ExportMenu, THEMES, ThemeMenu, type ThemeName } from './menus.tsx'
export { NoticeBar } from './NoticeBar.tsx'
export { PhoneLanguages, PhoneSettings, PhoneTopView, TabBar, type PhonePaneName } from './phone.tsx'
export { StatusBarView } from './StatusBarView.tsx'
export { StepBarView } from './StepBarView.tsx'
export { UndoButtons } from './UndoButtons.tsx'
export { CONTEXTS, LANGUAGES, TopBarView, type CompileSettings, type LanguageName } from './TopBarView.tsx'
