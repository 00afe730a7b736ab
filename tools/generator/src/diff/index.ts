export { diffReleases } from './compare.js';
export { renderMarkdown as renderDiffMarkdown } from './render-markdown.js';
export { renderText as renderDiffText } from './render-text.js';
export * from './types.js';
