"""The tour: what a local stack answers to the start page in `examples/tour`, which leads through the product.

`guide` takes its questions, `looking` asks the people API what has become of this visitor, `telling` says it in
sentences, `quickening` makes the cart reminder's two hours twenty seconds and sets them back, `replying` is the
customer's mail program.
"""
