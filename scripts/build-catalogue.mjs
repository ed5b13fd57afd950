/**
 * Builds the catalogue's data, lib/catalogue/data/*.json, from the reference files in a folder.
 *
 *     node scripts/build-catalogue.mjs [DIR] [--check]
 *
 * DIR holds aws-instance-types.json, oci-shapes.json, prices.json and limits.json; the default is ../shared/catalogue
 * beside the project. With --check nothing is written: exit 1 where the committed data differ from what would be built.
 * Exit 2 where DIR is not there.
 * The output depends on the input files alone: same files, same bytes.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { awsMachines } from './catalogue/aws-machines.mjs';
import { awsLimits, awsPrices } from './catalogue/aws-tables.mjs';
import { ociShapes } from './catalogue/oci-shapes.mjs';
import { ociLimits, ociPrices } from './catalogue/oci-tables.mjs';

const PROJECT = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const DATA = join(PROJECT, 'lib/catalogue/data');

const read = (folder, name) => JSON.parse(readFileSync(join(folder, name), 'utf8'));

function main(args) {
  const check = args.includes('--check');
  const [folder = join(PROJECT, '../shared/catalogue')] = args.filter((argument) => argument !== '--check');
  if (!existsSync(folder)) {
    console.error(`no folder ${folder}: name the one that holds the reference files`);
    return 2;
  }
  const [prices, limits] = ['prices.json', 'limits.json'].map((name) => read(folder, name));
  const files = {
    'aws-machines.json': awsMachines(read(folder, 'aws-instance-types.json')),
    'aws-prices.json': awsPrices(prices),
    'aws-limits.json': awsLimits(limits),
    'oci-shapes.json': ociShapes(read(folder, 'oci-shapes.json')),
    'oci-prices.json': ociPrices(prices),
    'oci-limits.json': ociLimits(limits),
  };
  let differing = 0;
  for (const [name, text] of Object.entries(files)) {
    const path = join(DATA, name);
    if (!check) writeFileSync(path, text);
    else if (readFileSync(path, 'utf8') !== text) {
      console.error(`${path} differs from what ${folder} gives: run npm run catalogue`);
      differing += 1;
    }
  }
  return differing === 0 ? 0 : 1;
}

process.exitCode = main(process.argv.slice(2));
