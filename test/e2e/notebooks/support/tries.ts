/** What somebody with a session tries, as cells of a notebook. Each prints how far it came. */

/** Asks the metadata service for the machine's credentials. */
export const METADATA =
  "import urllib.request\ntry: print(urllib.request.urlopen('http://169.254.169.254/latest/meta-data/', timeout=5).status)\nexcept OSError as error: print('refused:', error)";

const ASK = `
import os, urllib.error, urllib.request as r
class Stays(r.HTTPRedirectHandler):
    def redirect_request(self, *_): return None
def ask(port, path, method='GET', **headers):
    request = r.Request(f'http://127.0.0.1:{port}{path}', method=method, headers=headers)
    try: return r.build_opener(Stays).open(request, timeout=5).status
    except urllib.error.HTTPError as error: return error.code
    except OSError as error: return type(error).__name__
    except Exception: return 'no HTTP'
`;

/** Asks all that listens for another person, and looks for the sockets of the kernel. Prints what nobody should have let through. */
export function othersPorts(uid: number, login: string): string {
  return `${ASK}
lines = [line.split() for line in open('/proc/net/tcp')][1:]
ports = sorted({int(one[1].split(':')[1], 16) for one in lines if one[3] == '0A' and one[7] == '${uid}'})
paths = ['/user/${login}/lab', '/user/${login}/api/contents', '/user/${login}/api/kernels', '/user/${login}/terminals/websocket/1']
said = {ask(port, path) for port in ports for path in paths}
try: said.add(len(os.listdir('/run/notebook-${login}')))
except PermissionError: said.add('closed')
print(len(ports) > 0, sorted(map(str, said - {302, 403, 'no HTTP', 'TimeoutError', 'ConnectionResetError', 'RemoteDisconnected'})))`;
}

/** Asks hub and proxy about another person, with the session's own token. */
export function othersSession(login: string): string {
  return `${ASK}
mine = {'Authorization': 'token ' + os.environ['JUPYTERHUB_API_TOKEN']}
print(ask(8081, '/hub/api/users/${login}', **mine), ask(8081, '/hub/api/users/${login}/server', 'POST', **mine), ask(8081, '/hub/api/users/${login}/server', 'DELETE', **mine), ask(8081, '/hub/api/users', **mine), ask(8001, '/api/routes', **mine))`;
}

/** Starts processes until there may be no more, and leaves them. */
export const PROCESSES = `
import subprocess
many = []
try:
    while len(many) < 5000: many.append(subprocess.Popen(['sleep', '120']))
    print('no end')
except OSError as error: print(error.errno, 100 < len(many) < 513)`;

export const NO_PROCESSES = `
for one in many: one.kill()
for one in many: one.wait()
print('gone')`;

/** Writes to a folder until it is full, and takes it away again. Prints why it ended, and whether within so many MiB. */
export function fill(folder: string, mebibytes: number): string {
  return `
import os
written = 0
try:
    with open('${folder}/full', 'wb', buffering=0) as file:
        while written < 8192: written += file.write(bytes(1 << 20)) >> 20
    print('no end')
except OSError as error: print(error.errno, written <= ${mebibytes})
os.remove('${folder}/full')`;
}

/** A program that takes more memory than there is. Prints by which signal it ended. */
export const MEMORY = `
import subprocess, sys
print(subprocess.run([sys.executable, '-c', 'bytearray(3 << 30)']).returncode)`;

/** Programs that calculate on more CPUs than there are, for so many seconds. */
export function cpus(seconds: number): string {
  return `
import subprocess
busy = [subprocess.Popen(['timeout', '${seconds}', 'sh', '-c', 'while :; do :; done']) for _ in range(6)]
print(len(busy))`;
}
