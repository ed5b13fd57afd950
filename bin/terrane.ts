#!/usr/bin/env node
import { main } from '../lib/cli/main';

main(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  folder: process.cwd(),
}).then((code) => {
  process.exitCode = code;
});
