import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

export type Engine = 'sqlite' | 'postgres'

/** A demonstration site of its own with a running server. */
export interface Site {
  url: string
  folder: string
  /** Login → password as it is now; a forced change writes the new one here. */
  passwords: Map<string, string>
  stop(): Promise<void>
}

const ROOT = resolve(import.meta.dirname, '../..')
const BINARY = process.env.LUOSHI_BINARY ?? join(ROOT, 'target/debug/luoshi')
const running = new Set<ChildProcess>()
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')))

/** Makes the demonstration site in a new folder (and a new database) and serves it on a free port. */
export async function startSite(engine: Engine, name: string): Promise<Site> {
  if (!existsSync(BINARY)) throw new Error(`${BINARY} is missing: cargo build -p luoshi`)
  const folder = mkdtempSync(join(tmpdir(), 'luoshi-e2e-'))
  const database = engine === 'postgres' ? ['--database-url', makeDatabase(folder)] : []
  const data = join(folder, 'data')
  const printed = execFileSync(BINARY, ['init', '--data', data, '--pack', join(ROOT, 'packs/wuhan'), '--demo', ...database], {
    encoding: 'utf8',
  })
  const file = join(data, 'sign-ins.txt')
  const passwords = readSignIns(existsSync(file) ? readFileSync(file, 'utf8') : printed)

  const port = await freePort()
  const logs = join(ROOT, 'target/test-logs')
  mkdirSync(logs, { recursive: true })
  const log = openSync(join(logs, `server-${engine}-${name}.log`), 'w')
  const child = spawn(BINARY, ['serve', '--data', data, '--listen', `127.0.0.1:${port}`, ...database], {
    stdio: ['ignore', log, log],
  })
  closeSync(log)
  running.add(child)
  const url = `http://127.0.0.1:${port}`
  await untilHealthy(url, child)
  return { url, folder, passwords, stop: () => stop(child, folder) }
}

/** A database of the lent cluster, made with psql, which Debian's package brings. */
function makeDatabase(folder: string): string {
  const cluster = process.env.LUOSHI_TEST_PG
  if (!cluster) throw new Error('LUOSHI_TEST_PG is missing: script/postgres npm --prefix e2e test')
  const name = folder.split('-').at(-1)?.replace(/\W/g, '_').toLowerCase()
  const database = `e2e_${name}_${Date.now()}`
  execFileSync('psql', [cluster, '-q', '-c', `create database ${database}`])
  return cluster.replace(/\/[^/]*$/, `/${database}`)
}

/** Lines that begin with a login and hold its password as the second word; the rest of a line is for people. */
export function readSignIns(text: string): Map<string, string> {
  const rows = text.split('\n').map((line) => line.trim().split(/\s+/))
  const pairs = rows.flatMap(([login, password]): [string, string][] => (login && password ? [[login, password]] : []))
  return new Map(pairs.filter(([login]) => /^[a-z][a-z0-9._-]*$/.test(login)))
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer().on('error', fail)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => (address && typeof address === 'object' ? done(address.port) : fail(new Error('no port'))))
    })
  })
}

async function untilHealthy(url: string, child: ChildProcess): Promise<void> {
  const until = Date.now() + 30_000
  while (Date.now() < until) {
    if (child.exitCode !== null) throw new Error(`luoshi serve ended with ${child.exitCode}; see target/test-logs`)
    const answer = await fetch(`${url}/healthz`).catch(() => undefined)
    if (answer?.ok) return
    await new Promise((again) => setTimeout(again, 50))
  }
  throw new Error('luoshi serve did not answer within 30 seconds; see target/test-logs')
}

async function stop(child: ChildProcess, folder: string): Promise<void> {
  const ended = new Promise((done) => child.once('exit', done))
  if (child.exitCode === null) {
    child.kill('SIGTERM')
    const late = setTimeout(() => child.kill('SIGKILL'), 10_000)
    await ended
    clearTimeout(late)
  }
  running.delete(child)
  rmSync(folder, { recursive: true, force: true })
}
