import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { must, secondsOf, withCloud } from './clouds';
import { type Figures, loadNow } from './figures';
import { ROOT } from './first-job';

/** From the start of synthesis and `terraform init` to a head that is ready, and to the end of `terraform apply`. */
export async function measureTerraform(figures: Figures, times: number): Promise<void> {
  const project = mkdtempSync(join(tmpdir(), 'terrane-bench-terraform-'));
  const app = `node ${join(ROOT, 'dist/examples/mpas-ocean/small-cdktf.js')}`;
  writeFileSync(join(project, 'cdktf.json'), JSON.stringify({ language: 'typescript', app }));
  try {
    for (let time = 0; time < times; time++)
      await withCloud('us-west-2', async (cloud) => {
        const load = loadNow();
        const [applied, ready] = await Promise.all([
          secondsOf(() => cloud.deploy(project)),
          secondsOf(() => cloud.waitFor('head', { timeoutSeconds: 600 })),
        ]);
        figures.add('terraform apply until the head is ready: mpas-ocean', 's', ready, load);
        figures.add('terraform apply to its end: mpas-ocean', 's', applied, load);
        await must(await cloud.host('head'), 'sinfo --noheader --format=%t', /idle~/);
      });
  } finally {
    rmSync(project, { recursive: true });
  }
}
