// The person's browser stands at the other end of stdin and stdout, one JSON object a line:
// out {"open": ADDRESS}, in {"arrived": ADDRESS}; out {"did": WHAT, …} says what the client found.
import { createInterface } from 'node:readline';

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const write = object => process.stdout.write(JSON.stringify(object) + '\n');

/** Sends the browser to an address; answers with the one of this client at which it arrived. */
export async function open(address) {
  write({ open: String(address) });
  return new URL(JSON.parse((await lines.next()).value).arrived);
}

/** Tells what came of a step. */
export const did = (step, facts) => write({ did: step, ...facts });

/** Nothing more is asked of the browser. */
export const done = () => process.stdin.destroy();
