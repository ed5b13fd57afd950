import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ProviderName } from './terraform-text';

/** A provider that Terraform ran. */
export interface ProviderRun {
  /** e.g. `oracle/oci 8.28.0` */
  readonly provider: string;
  /** It only acts as the provider: a file STAND-IN lies beside its program. */
  readonly standIn: boolean;
}

export const SOURCES: { readonly [name in ProviderName]: string } = { aws: 'hashicorp/aws', oci: 'oracle/oci' };
const REGISTRY = 'registry.terraform.io';

/** Providers of the clouds that `terraform init` put below a folder. */
export function providersRun(folder: string): ProviderRun[] {
  return Object.values(SOURCES).flatMap((source) => {
    const versions = join(folder, '.terraform', 'providers', REGISTRY, source);
    return names(versions).map((version) => {
      const builds = names(join(versions, version)).map((build) => join(versions, version, build));
      return { provider: `${source} ${version}`, standIn: builds.some((each) => existsSync(join(each, 'STAND-IN'))) };
    });
  });
}

/** The newest version of a provider that a folder of plugins holds: a configuration may name another. */
export function versionIn(plugins: string | undefined, provider: ProviderName): string | undefined {
  if (plugins === undefined) return undefined;
  return names(join(plugins, REGISTRY, SOURCES[provider]))
    .sort(byNumbers)
    .at(-1);
}

function byNumbers(one: string, other: string): number {
  return one.localeCompare(other, 'en', { numeric: true });
}

function names(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}
