import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Rehearsal } from '../../../../lib/testing';
import { ROOT } from '../../support/paths';

const CORE = '20160918';

/** A read of the API of OCI at a rehearsal, as the tenancy's administrator: the rehearsal asks for no true signature here. */
export async function oci(cloud: Rehearsal, path: string): Promise<unknown> {
  const answer = await fetch(`${cloud.ociEndpoint}/${path}`, { headers: { authorization: 'Signature version="1"' } });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`GET ${path}: ${text}`);
  return JSON.parse(text);
}

/** Instances of a compartment that are not terminated, or on the way there. */
export async function instancesOf(cloud: Rehearsal, compartment: string): Promise<{ id: string; shape: string }[]> {
  const all = (await oci(cloud, `${CORE}/instances?compartmentId=${compartment}`)) as {
    id: string;
    shape: string;
    lifecycleState: string;
  }[];
  return all.filter(({ lifecycleState }) => !lifecycleState.startsWith('TERMINAT'));
}

/** A folder that names an app of CDK for Terraform, as an institution's project does. */
export function projectOf(app: string): string {
  const project = mkdtempSync(join(tmpdir(), 'terrane-rehearsal-oci-'));
  writeFileSync(
    join(project, 'cdktf.json'),
    JSON.stringify({ language: 'typescript', app: `node ${join(ROOT, app)}` }),
  );
  return project;
}
