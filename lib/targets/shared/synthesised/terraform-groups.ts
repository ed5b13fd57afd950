import { type Json, type MadeEnd, record, type Template, textOf } from './made-rule';

const GROUPS = ['aws_security_group', 'oci_core_network_security_group'];
const RESOURCE = /\$\{([a-z0-9_]+\.[A-Za-z0-9_-]+)\.id\}$/;
const OTHER_STACK = /\.outputs\.([A-Za-z0-9_-]+)/;

/** Groups of Terraform's files by the name that people see, whichever of the files refers to them. */
export class TerraformGroups {
  private readonly names = new Map<string, string>();
  private readonly outputs = new Map<string, { readonly file: string; readonly value: string }>();

  constructor(templates: readonly Template[]) {
    for (const { file, content } of templates) {
      const resources = record(content['resource']);
      for (const type of GROUPS)
        for (const [id, value] of Object.entries(record(resources[type])))
          this.names.set(`${file} ${type}.${id}`, nameOf(id, record(value)));
      for (const [name, output] of Object.entries(record(content['output'])))
        this.outputs.set(name, { file, value: textOf(record(output)['value']) });
    }
  }

  end(file: string, reference: unknown): MadeEnd {
    const text = textOf(reference);
    const output = this.outputs.get(OTHER_STACK.exec(text)?.[1] ?? '');
    if (output !== undefined) return this.end(output.file, output.value);
    const name = this.names.get(`${file} ${RESOURCE.exec(text)?.[1] ?? ''}`);
    return name === undefined ? { other: text } : { name };
  }
}

function nameOf(id: string, group: Json): string {
  return textOf(group['display_name'] ?? record(group['tags'])['Name'] ?? group['name'] ?? id);
}
