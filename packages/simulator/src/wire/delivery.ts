import { encodeBytes, type MessageEncoding } from '@ocipkit/core';
import type { FaultPlan } from './fault-plan.js';

/** The bytes of an answer on a stream, with the faults that its bytes have. */
export function answerBytes(xml: string, encoding: MessageEncoding, plan: FaultPlan): Uint8Array {
  const text = plan.has('noFinalLineFeed') ? xml.trimEnd() : xml;
  return encodeBytes(damaged(text, plan), actualEncoding(encoding, plan));
}

/** The encoding that the bytes really have. */
export function actualEncoding(declared: MessageEncoding, plan: FaultPlan): MessageEncoding {
  if (!plan.has('wrongEncoding')) return declared;
  return declared === 'UTF-8' ? 'ISO-8859-1' : 'UTF-8';
}

/** A text with a broken tag, if the plan says so. */
export function damaged(xml: string, plan: FaultPlan): string {
  return plan.has('corrupt') ? xml.replace('<command xmlns=', '<command xmlns#') : xml;
}

/** The pieces in which bytes are sent; `isCut` if the rest never comes. */
export function* piecesOf(
  bytes: Uint8Array,
  plan: FaultPlan,
): Generator<{ readonly piece: Uint8Array; readonly waitMs: number }> {
  const whole = plan.has('truncate') ? bytes.subarray(0, Math.ceil(bytes.length / 2)) : bytes;
  const { trickle } = plan;
  const size = trickle?.bytes ?? whole.length;
  for (let start = 0; start < whole.length; start += size) {
    yield { piece: whole.subarray(start, start + size), waitMs: trickle?.ms ?? 0 };
  }
}

/** Waits, unless `signal` ends it. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = ms === Infinity ? undefined : setTimeout(end, ms);
    signal.addEventListener('abort', end, { once: true });
  });
}
