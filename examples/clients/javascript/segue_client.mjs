// A small client of Segue's API, to be copied: no packages, Node.js 18 or newer, or any server that has fetch.
//
//   const segue = new Segue("https://YOUR-STACK", token);
//   const person = await segue.find("email", "kim@shop.example");
//   for await (const entry of segue.timeline(person.id)) console.log(entry.time, entry.title);

/** @typedef {import("./segue_types").Person} Person */
/** @typedef {import("./segue_types").TimelineEntry} TimelineEntry */
/** @typedef {import("./segue_types").PageTimelineEntry} PageTimelineEntry */
/** @typedef {import("./segue_types").PageSegmentAnswer} PageSegmentAnswer */
/** @typedef {import("./segue_types").MemberAnswer} MemberAnswer */
/** @typedef {import("./segue_types").PageMemberAnswer} PageMemberAnswer */
/** @typedef {import("./segue_types").MessageBody} MessageBody */
/** @typedef {import("./segue_types").MessageAnswer} MessageAnswer */

const AGAIN = [429, 503]; // what may be asked again after a while
const TRIES = 4;

/** What the API refused, as a problem of RFC 9457; `reason` is the stable word to branch by. */
export class Problem extends Error {
  /** @param {number} status @param {Record<string, any>} said */
  constructor(status, said) {
    super(`${status} ${said.title ?? ""}: ${said.detail ?? ""}`);
    this.status = status;
    this.said = said;
    this.reason = String(said.type ?? "").split(":").pop();
  }
}

export class Segue {
  /** @param {string} address the stack's @param {string} token a JWT of staff or of a program of yours */
  constructor(address, token) {
    this.address = address.replace(/\/$/, "");
    this.token = token;
  }

  /** The customer behind an identifier. @param {string} type @param {string} value @returns {Promise<Person>} */
  find(type, value) {
    return this.ask("POST", "/v1/people/find", { body: { type, value } });
  }

  /** The customer of an id. @param {string} person @returns {Promise<Person>} */
  person(person) {
    return this.ask("GET", "/v1/people/{person}", { names: { person } });
  }

  /** Everything about a customer, the newest first. @param {string} person @returns {AsyncGenerator<TimelineEntry>} */
  async *timeline(person) {
    let query = {};
    for (;;) {
      /** @type {PageTimelineEntry} */
      const page = await this.ask("GET", "/v1/people/{person}/timeline", { names: { person }, query });
      yield* page.items;
      if (!page.next) return;
      query = { before: page.next };
    }
  }

  /** The segments in force. @returns {Promise<PageSegmentAnswer>} */
  segments() {
    return this.ask("GET", "/v1/segments");
  }

  /** Who is in a segment, page by page. @param {string} segment @returns {AsyncGenerator<MemberAnswer>} */
  async *members(segment) {
    let query = {};
    for (;;) {
      /** @type {PageMemberAnswer} */
      const page = await this.ask("GET", "/v1/segments/{segment}/members", { names: { segment }, query });
      yield* page.items;
      if (!page.next) return;
      query = { after: page.next };
    }
  }

  /**
   * Writes to a customer. `key` makes a repeat of yours the same message: keep it with what the message is about.
   * @param {MessageBody} body @param {string} [key] @returns {Promise<MessageAnswer>}
   */
  message(body, key = crypto.randomUUID()) {
    return this.ask("POST", "/v1/messages", { body, key });
  }

  /**
   * @param {string} method @param {string} path
   * @param {{names?: Record<string, string>, query?: Record<string, string>, body?: any, key?: string}} [more]
   * @returns {Promise<any>}
   */
  ask(method, path, { names = {}, query = {}, body, key } = {}) {
    const filled = path.replace(/{(\w+)}/g, (_, name) => encodeURIComponent(names[name]));
    const asked = new URLSearchParams(query).toString();
    const headers = { Authorization: `Bearer ${this.token}`, "Content-Type": "application/json" };
    if (key) headers["Idempotency-Key"] = key;
    const url = `${this.address}${filled}${asked ? `?${asked}` : ""}`;
    return sent(url, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
  }
}

/**
 * Sends events in the words of Segment's spec; each may have a `messageId`, by which a repeat is known.
 * @param {string} address @param {string} writeKey @param {Array<Record<string, any>>} events
 */
export async function track(address, writeKey, events) {
  const batch = events.map((one) => ({ messageId: crypto.randomUUID(), ...one }));
  const headers = { Authorization: `Basic ${btoa(`${writeKey}:`)}`, "Content-Type": "application/json" };
  const url = `${address.replace(/\/$/, "")}/v1/batch`;
  await sent(url, { method: "POST", headers, body: JSON.stringify({ batch }) });
}

/** The answer; where the API is too busy it is asked again after as many seconds as it says. */
async function sent(url, request) {
  for (let left = TRIES - 1; ; left--) {
    const answer = await fetch(url, request);
    if (answer.ok) return JSON.parse((await answer.text()) || "{}");
    if (!AGAIN.includes(answer.status) || !left) {
      throw new Problem(answer.status, await answer.json().catch(() => ({})));
    }
    await new Promise((done) => setTimeout(done, 1000 * Number(answer.headers.get("Retry-After") ?? 1)));
  }
}
