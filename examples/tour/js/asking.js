/** Questions to the front of the local stack. Throws an Error in words. */
const GONE = "The local stack does not answer. Is it still running? Start it with make run, and load this page again.";

export async function ask(door, body = {}) {
  const response = await fetch(`/local/tour/${door}`, { method: "POST", body: JSON.stringify(body), cache: "no-store" }).catch(() => null);
  const said = await response?.json().catch(() => null);
  if (!said) throw new Error(GONE);
  if (said.problem) throw new Error(said.problem);
  return said;
}
