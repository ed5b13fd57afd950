/** A file that cloud-init writes when a machine boots for the first time. */
export interface WrittenFile {
  readonly path: string;
  /** Octal, e.g. `0644`. */
  readonly permissions: string;
  /** Ends with a line break. */
  readonly content: string;
}

/** Cloud-config that writes files and runs a command; only keys that cloud-init has since 22.2. */
export function cloudConfig(files: readonly WrittenFile[], command: string): string {
  const config = {
    // No default account: people are declared, and a default one would take their uid.
    users: [],
    // The boot names the machine; cloud-init would name it back.
    preserve_hostname: true,
    manage_etc_hosts: false,
    // An RSA key takes a third of a second of a processor, and no SSH program since 2011 needs one.
    ssh_genkeytypes: ['ed25519', 'ecdsa'],
    write_files: files,
    runcmd: [[command]],
  };
  // JSON is YAML, but for characters that YAML 1.1, which cloud-init reads, takes for line breaks or refuses: those are escaped.
  const text = JSON.stringify(config, null, 1).replace(/[^ -~\n]/gu, escaped);
  return `#cloud-config\n${text}\n`;
}

function escaped(character: string): string {
  const code = (character.codePointAt(0) as number).toString(16).padStart(8, '0');
  return `\\U${code}`;
}
