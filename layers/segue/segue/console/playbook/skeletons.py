"""What a new file of the playbook begins with: the least that may be put in force, to be written over."""

SKELETONS = {
    "segments": """\
name: New segment
when:
  all:
    - cart: open
""",
    "journeys": """\
name: New journey
entry:
  detail-type: [SegmentEntered]
  detail: {segment: [open-cart]}
each: person
steps:
  - wait: 1d
  - send: {template: abandoned-cart, channel: email, purpose: marketing}
""",
    "templates": """\
subject: A subject
mjml: |
  <mjml lang="en">
    <mj-head>
      <mj-preview>What the inbox shows beside the subject.</mj-preview>
    </mj-head>
    <mj-body>
      <mj-section>
        <mj-column>
          <mj-text font-size="24px">A headline</mj-text>
          <mj-text>What you want to say.</mj-text>
          <mj-button href="{{ shop.url }}">To the shop</mj-button>
          <mj-text font-size="12px"><a href="{{ unsubscribe_url }}">No more mails like this</a></mj-text>
        </mj-column>
      </mj-section>
    </mj-body>
  </mjml>
text: |
  What you want to say.

  To the shop: {{ shop.url }}

  No more mails like this: {{ unsubscribe_url }}
""",
    "placements": """\
name: New placement
variants:
  - id: everybody
    content:
      title: What you want to show
      url: https://shop.example/
""",
    "articles": """\
title: A question, as customers ask it
body: |
  The answer, in short paragraphs.
topics: [delivery]
visibility: agents
""",
    "macros": """\
name: New macro
text: |
  Hello {{ person.traits.firstName | default: "" }},

  what you want to say.

  {{ agent.name }}
topics: [delivery]
""",
    "plans": """\
event: Product Viewed
mode: warn
schema:
  type: object
  required: [product_id]
""",
    "sources": """\
provider: shopify
channel: commerce
""",
}
