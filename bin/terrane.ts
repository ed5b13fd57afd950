#!/usr/bin/env node
import { main } from '../lib/cli/main';

main(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  folder: process.cwd(),
  ...(process.stderr.isTTY ? { columns: process.stderr.columns } : {}),
}).then((code) => {
  process.exitCode = code;
});
