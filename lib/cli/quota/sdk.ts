import { join } from 'node:path';
import { Misuse } from '../streams';

/** Packages of the providers, which only `--live` needs, in the versions that this was tried with. */
const TRIED: { readonly [name: string]: string } = {
  '@aws-sdk/client-service-quotas': '3.1138.0',
  'oci-common': '2.139.1',
  'oci-limits': '2.139.1',
};

/** A provider's package, of the user's project or of wherever Terrane is installed. */
export function loadSdk(name: string, folder: string): unknown {
  let path: string;
  try {
    path = require.resolve(name, { paths: [join(folder, 'node_modules'), folder, __dirname] });
  } catch {
    const tried = TRIED[name];
    throw new Misuse(`--live asks by the package ${name}, which is not here: npm install ${name}@${tried}`);
  }
  return require(path);
}
