import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ociEnvironment, ociSettings } from '../../../lib/rehearsal/deploy/oci';
import { EmulatedCloud } from '../terraform/emulator';
import { providerVersion } from '../terraform/terraform';

/** The emulated OCI: empty but for a compartment and the images of the distributions. */
export class OciEmulator extends EmulatedCloud {
  static async start(region: string): Promise<OciEmulator> {
    const { url, child, lines, log } = await EmulatedCloud.begin(join(__dirname, 'emulator.py'), region);
    return new OciEmulator(url, child, lines, log);
  }

  override(folder: string): object {
    return {
      terraform: { required_providers: { oci: { source: 'oracle/oci', version: providerVersion('oracle/oci') } } },
      provider: { oci: [{ tenancy_ocid: 'ocid1.tenancy.oc1..aaaaaaaaexampletenancy', ...ociSettings(own(folder)) }] },
    };
  }

  environment(folder: string): NodeJS.ProcessEnv {
    return ociEnvironment(this.url, own(folder), {});
  }
}

// Keys and an empty home lie beside the configuration, where Terraform does not look.
function own(folder: string): string {
  const beside = join(folder, '.oci-e2e');
  mkdirSync(beside, { recursive: true });
  return beside;
}
