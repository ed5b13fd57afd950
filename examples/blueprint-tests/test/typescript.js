const { transformSync } = require('esbuild');

// Types are `npm run types`; a test need not wait for them.
module.exports = {
  process: (source, sourcefile) =>
    transformSync(source, { loader: 'ts', format: 'cjs', target: 'node20', sourcemap: 'inline', sourcefile }),
};
