// Written by `python -m segue_tools.api_types` out of /openapi.json; do not edit.

/** The newest yes or no for a channel and a purpose. */
export interface ConsentAnswer {
  channel: string;
  purpose: string;
  granted: boolean;
  since: string;
  source: string;
}

/** One name of a customer, and how sure it is. */
export interface IdentifierAnswer {
  type: string;
  value: string;
  first_seen: string;
  source: string;
  attestation: "claimed" | "typed" | "order" | "login";
}

/** Somebody who is in a segment. */
export interface MemberAnswer {
  person: string;
  since: string;
}

/** A segment that the customer is in. */
export interface MemberOf {
  id: string;
  since: string;
}

/** A message, sent or not, and why. */
export interface MessageAnswer {
  id: string;
  person: string;
  journey: string;
  step: string;
  template: string;
  channel: string;
  channels: Array<string>;
  purpose: string;
  state: string;
  reasons: Array<string>;
  considered: Array<ReasonAnswer>;
  created: string;
  decided: string | null;
  until: string | null;
  deadline: string | null;
  locale: string;
  variant: string;
  subject: string;
  outcomes: Record<string, string>;
}

/** A transactional message to one customer. */
export interface MessageBody {
  who: Whom;
  template: string;
  channels?: Array<string>;
  within?: string;
  data?: Record<string, unknown>;
}

export interface PageMemberAnswer {
  items: Array<MemberAnswer>;
  next?: string | null;
}

export interface PageSegmentAnswer {
  items: Array<SegmentAnswer>;
  next?: string | null;
}

export interface PageTimelineEntry {
  items: Array<TimelineEntry>;
  next?: string | null;
}

/** All that is known of one customer. */
export interface Person {
  id: string;
  identifiers: Array<IdentifierAnswer>;
  traits: Record<string, unknown>;
  consent: Array<ConsentAnswer>;
  facets: Record<string, unknown>;
  segments: Array<MemberOf>;
  merged_from: Array<string>;
}

/** Something that was weighed: a stable word, a sentence, and what it is about. */
export interface ReasonAnswer {
  reason: string;
  text: string;
  about?: Record<string, unknown>;
}

/** A living group as the playbook defines it, and how many are in it. */
export interface SegmentAnswer {
  id: string;
  name: string;
  description: string;
  definition: Record<string, unknown>;
  count: number;
  counted_at: string;
  counting: number | null;
}

/** One thing on a customer's timeline. */
export interface TimelineEntry {
  kind: "event" | "message" | "decision" | "turn" | "merge" | "survey" | "prediction";
  id: string;
  time: string;
  channel: string;
  source: string;
  title: string;
  detail: Record<string, unknown>;
}

/** An identifier of a customer. */
export interface Who {
  type: string;
  value: string;
}

/** A customer: by an identifier's `type` and `value`, or by `id`. */
export interface Whom {
  type?: string;
  value?: string;
  id?: string;
}
