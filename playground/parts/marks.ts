/** What the page's figures use of Observable Plot, by name, so that a build leaves out the rest. */
export { areaY, barX, dot, lineY, plot, ruleX, ruleY, text } from '@observablehq/plot';
