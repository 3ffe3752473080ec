/**
 * Makes a fresh clone ready to run: npm packages, Node 24, system packages, the built window.
 * Plain JavaScript without a dependency, because it runs before anything is installed, on Node 20 and later.
 * Every step looks first and does nothing where there is nothing to do; all of its words go to stderr.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

const windows = process.platform === 'win32';
/** Node 24, from the `node` package of the lock file. */
export const node = join(root, 'node_modules', 'node', 'bin', windows ? 'node.exe' : 'node');

/** What the kiosk needs of Debian beside Node, and what cannot run without it. */
const systemPackages = {
  chromium: 'the kiosk window, the tour and the end to end tests',
  xvfb: 'window tests on a machine without a display',
  xauth: 'window tests on a machine without a display',
  'libusb-1.0-0': 'a USB reader',
};

/** What the tests alone need: a kiosk has no business running a database server. */
const testPackages = { postgresql: 'tests of the register that kiosks share' };
const packagePurposes = { ...systemPackages, ...testPackages };

const browserNames = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

export function say(line) {
  process.stderr.write(`${line}\n`);
}

/** A failure that a person can act on: one line, no stack. */
export class NotReady extends Error {}

/** Installs exactly what the lock file says, where node_modules says something else. */
export function ensureModules() {
  if (!modulesMatch() || !nodeWorks()) {
    // `npm ci` empties what a link leads to, which belongs to somebody else.
    if (lstatSync(join(root, 'node_modules'), { throwIfNoEntry: false })?.isSymbolicLink() === true) {
      throw new NotReady('node_modules is a link to packages of another version: remove the link and try again');
    }
    say('Installing packages, about a minute …');
    const npm = ['ci', '--no-audit', '--no-fund', '--no-progress', '--loglevel=error'];
    run(npmCommand(), [...npmArguments(), ...npm], 'npm ci did not finish: see the lines above');
  }
  if (!nodeWorks()) throw new NotReady('Node 24 did not install: run `npm rebuild node` and try again');
}

/** npm keeps a lock file of what it last installed; an interrupted install leaves none. */
function modulesMatch() {
  const wanted = packagesOf(join(root, 'package-lock.json'));
  const installed = packagesOf(join(root, 'node_modules', '.package-lock.json'));
  if (wanted === null || installed === null) return false;
  const same = (path) => wanted[path]?.version === installed[path]?.version;
  return (
    Object.keys(installed).every(same) &&
    Object.entries(wanted).every(([path, entry]) => path === '' || entry.optional === true || same(path))
  );
}

function packagesOf(lockFile) {
  if (!existsSync(lockFile)) return null;
  try {
    return JSON.parse(readFileSync(lockFile, 'utf8')).packages ?? null;
  } catch {
    return null;
  }
}

function nodeWorks() {
  return existsSync(node) && spawnSync(node, ['--version'], { stdio: 'ignore' }).status === 0;
}

/** The npm that started us where there is one, so that the same npm does all the work. */
function npmCommand() {
  return process.env.npm_execpath?.endsWith('.js') ? process.execPath : windows ? 'npm.cmd' : 'npm';
}

function npmArguments() {
  return process.env.npm_execpath?.endsWith('.js') ? [process.env.npm_execpath] : [];
}

/** Installs missing system packages as root on Debian; elsewhere says once what to install. Never fails. */
export function ensureSystem({ forTests = false } = {}) {
  if (process.platform !== 'linux') return;
  const missing = missingSystemPackages(forTests ? packagePurposes : systemPackages);
  if (missing.length === 0) return;
  if (process.getuid?.() === 0 && onPath('apt-get')) {
    say(`Installing ${missing.join(', ')} …`);
    const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const options = { env: environment, stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' };
    spawnSync('apt-get', ['update', '-qq'], options);
    const install = ['install', '-y', '-qq', '--no-install-recommends'];
    if (spawnSync('apt-get', [...install, ...missing], options).status === 0) return;
  }
  const purpose = [...new Set(missing.map((name) => packagePurposes[name]))].join(', ');
  say(`Please run: sudo apt-get install ${missing.join(' ')}   (for ${purpose})`);
}

function missingSystemPackages(packages) {
  const names = Object.keys(packages).filter((name) => name !== 'chromium' || !browserNames.some(onPath));
  if (!onPath('dpkg-query')) return names.filter((name) => name === 'chromium');
  const query = spawnSync('dpkg-query', ['-W', '-f', '${Package} ${db:Status-Status}\n', ...names], { encoding: 'utf8' });
  const installed = new Set(query.stdout.split('\n').filter((line) => line.endsWith(' installed')));
  return names.filter((name) => !installed.has(`${name} installed`));
}

function onPath(name) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, name)));
}

const builtFrom = ['main', 'preload', 'renderer', 'hardware', 'electron.vite.config.ts', 'package-lock.json'];

/** Builds the window and the Electron shell into `out/` where their sources changed. */
export function ensureBuild() {
  const stamp = join(root, 'out', 'built-from.sha256');
  const sources = hashOfSources();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) return;
  say('Building the window …');
  // A build that is interrupted leaves no stamp.
  rmSync(stamp, { force: true });
  run(node, [join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js'), 'build', '--logLevel', 'error'], 'The build failed: see the lines above');
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, sources);
}

function hashOfSources() {
  const hash = createHash('sha256');
  for (const file of builtFrom.flatMap((name) => filesUnder(join(root, name)))) {
    const bytes = readFileSync(file);
    hash.update(`${relative(root, file)}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest('hex');
}

function filesUnder(path) {
  if (!existsSync(path)) return [];
  if (/\.[a-z]+$/i.test(path)) return [path];
  const entries = readdirSync(path, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

/** Only complaints are passed on, to stderr: stdout belongs to the command that was asked for. */
function run(command, args, complaint) {
  const child = spawnSync(command, args, { cwd: root, stdio: ['ignore', 'ignore', 2], env: childEnvironment() });
  if (child.status !== 0) throw new NotReady(complaint);
}

/** Node 24 and the tools of node_modules come first. */
export function childEnvironment() {
  const bin = join(root, 'node_modules', '.bin');
  return { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ''}` };
}
