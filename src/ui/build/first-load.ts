import type { Plugin } from 'vite'

const STYLE_IMPORTS = /^import '[^']+\.css'$/gm

/**
 * A page of the desk is split into its address, which comes with the first load, and its screen, which comes when it is opened.
 * A style sheet that the page imports goes with the screen alone.
 */
export const stylesWithTheirScreen = (atOnce: readonly string[]): Plugin => ({
  name: 'styles-with-their-screen',
  enforce: 'pre',
  transform: {
    // The screen is `?tsr-split`; what it shares with its address is `?tsr-shared`.
    filter: { id: /\.page\.tsx(?:\?tsr-shared=1)?$/, code: /createFileRoute\('/ },
    handler: code =>
      atOnce.some(route => code.includes(`createFileRoute('${route}')`))
        ? null
        : { code: code.replace(STYLE_IMPORTS, ''), map: null },
  },
})

/**
 * Nothing here is a form of Ant Design, but each of its fields asks whether it stands in one. The answer is a context of a few lines;
 * its package would bring all of forms and their checks with it.
 */
export const formContextAlone = (): Plugin => ({
  name: 'form-context-alone',
  enforce: 'pre',
  apply: 'build',
  resolveId: {
    filter: { id: /^@rc-component\/form$/ },
    handler(id, importer) {
      return importer?.endsWith('/antd/es/form/context.js') ? this.resolve(`${id}/es/FormContext.js`, importer) : null
    },
  },
})
