/** The ten steps: what to do, where, and what helps when nothing happens. `where` is what is pointed at: a selector, and
 * one more for each shadow that it stands in. */
const PRODUCTS = ["#found .grid"];
const CHAT = ["segue-chat", "#knob, #box"];

export const STEPS = [
  { id: "visitor", title: "Be a visitor", stage: "shop", go: "/shop/", where: PRODUCTS,
    words: "Open any product in the shop. You have not signed in; a script on the page tells Segue what you do.",
    hint: "Choose a picture in the shop. If nothing happens: What Segue saw, at the foot of the shop, must say Measure my visit." },
  { id: "customer", title: "Become a customer", stage: "shop", go: "/shop/account.html",
    words: "Sign in with an e-mail address and a name. Any will do: nobody checks them, and no mail leaves this machine.",
    hint: "The form stands in the shop, under Sign in at the top." },
  { id: "cart", title: "Leave a cart", stage: "shop", go: "/shop/?category=camping", where: PRODUCTS,
    words: "Put something into the cart. Then leave it there: no order.",
    hint: "Open a product that is not sold out, and press Add to cart." },
  { id: "mail", title: "Get the mail", stage: "mail", acts: "quicken",
    words: "Two hours after the last touch, a journey of the starter playbook reminds you by mail. You need not wait so long.",
    hint: "The waits are short only after the button was pressed. Touching the cart starts the waiting again." },
  { id: "phone", title: "Move the cart to the phone", stage: "phone", at: "/shop/cart.html", where: ["#code .field"], acts: "code",
    words: "The phone is another device: nothing of yours is on it. Ask for six digits, as you would on the telephone or in the store, and enter them on its cart page, below the empty cart.",
    hint: "The field is on the phone's cart page: Have a code? A code opens a cart once." },
  { id: "support", title: "Write to support", stage: "shop", go: "/shop/", where: CHAT,
    words: "Open the chat in the corner of the shop and ask something, for instance where your parcel is.",
    hint: "The round button at the bottom right of the shop opens the chat." },
  { id: "switch", title: "Switch the channel", stage: "shop", where: CHAT, acts: "reply",
    words: "In the chat, press By e-mail: the conversation comes into your mailbox. Then answer from there, here in place of your mail program.",
    hint: "By e-mail stands below the conversation in the chat. Then write an answer here and send it." },
  { id: "recognised", title: "Be recognised", stage: "phone", at: "/shop/account.html",
    words: "To the shop, the phone is still a stranger's. Sign in on it with the same e-mail address.",
    hint: "It has to be the very address of step 2: it stands in the shop, under your name." },
  { id: "banner", title: "See the banner change", stage: "shop", go: "/shop/",
    words: "As long as a cart waits, the banner of the home page says so, to you by name. Go to the cart, remove what is in it, and come back to the home page: the banner now goes by what you look at.",
    hint: "Remove stands beside each line of the cart. The name of the shop at the top leads to the home page." },
  { id: "numbers", title: "See the numbers", stage: "shop", acts: "leave",
    words: "Everything that you did is counted, with all others: what is sold, where people give up, how long answers take. Open the measures.",
    hint: "The link opens the console in a new tab." },
];

export const stepOf = (id) => STEPS.find((one) => one.id === id);
