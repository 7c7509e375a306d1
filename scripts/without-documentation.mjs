import { readFileSync } from 'node:fs';

const EXAMPLE = /^ {2}(bad|good): (?:`(?:\\[^]|[^`\\])*`|[\w.]+(?:\([^\n]*\))?),$/gm;
const EXPLANATION = /^ {2}(why):\s+(?:'(?:\\[^]|[^'\\])*'|"(?:\\[^]|[^"\\])*"|`(?:\\[^]|[^`\\])*`),$/gm;

/**
 * Leaves out of a bundle what rules say for their documentation alone: their examples and why they matter. A language
 * server never shows either, and they are half of what the rules weigh.
 * @type {import('esbuild').Plugin}
 */
export const withoutDocumentation = {
  name: 'without-documentation',
  setup(build) {
    build.onLoad({ filter: /core[\\/]rules[\\/].+[\\/][^\\/]+\.ts$/ }, ({ path }) => {
      const source = readFileSync(path, 'utf8');
      const contents = source.replaceAll(EXAMPLE, "  $1: '',").replaceAll(EXPLANATION, "  $1: '',");
      const left = /^ {2}(?:bad|good|why):(?! '',$).*$/m.exec(contents);
      if (left === null) return { contents, loader: 'ts' };
      return {
        errors: [{ text: `${path} has documentation written in a way that cannot be left out: ${left[0].trim()}` }],
      };
    });
  },
};
