/** Signing in and up, and what was ordered. */
import segue from "../../segue.js";
import { account, nameFor, ordersOf, signIn, signOut } from "../account.js";
import { money } from "../catalog.js";
import "../frame.js";
import { element, fill, html } from "../html.js";
import { settled, signedIn, signedOut } from "../measuring.js";

const day = (time) => new Date(time).toLocaleDateString("en-IE", { day: "numeric", month: "long", year: "numeric" });

const order = (one) => html`
  <li class="order"><div><b>${one.id}</b><time datetime="${one.placed}">${day(one.placed)}</time></div>
    <p>${one.lines.map((line) => `${line.quantity} × ${line.name}`).join(", ")}</p><b class="price">${money(one.total)}</b></li>`;

const noOrders = html`<div class="empty small"><p>No orders yet. They will wait for you here.</p><a class="button" href="./">Start looking</a></div>`;

const signedInPage = (person, orders) => html`
  <div class="narrow"><h1>Hello, ${person.name.split(" ")[0]}</h1><p class="lead">${person.email}</p>
    <h2>Your orders</h2>${orders.length ? html`<ul class="orders">${orders.map(order)}</ul>` : noOrders}
    <p><button type="button" class="button plain" id="out">Sign out</button></p></div>`;

const signedOutPage = html`
  <div class="narrow"><h1>Sign in or join</h1>
    <p class="lead">An e-mail address is all it takes.</p>
    <form id="in" class="panel">
      <label class="field">E-mail<input type="email" name="email" required autocomplete="email"></label>
      <label class="field">Name<input name="name" required autocomplete="name"></label>
      <button class="button wide">Continue</button>
      <p class="hint"><b>A demo.</b> No password, and nobody checks the address: <code>ada@example.com</code> will do. Sign in with it in a second browser and Segue sees one person with two devices.</p>
    </form></div>`;

async function enter(submitted) {
  submitted.preventDefault();
  const { email, name } = Object.fromEntries(new FormData(submitted.target));
  signedIn(signIn(email, name));
  await settled();
  location.assign("account.html");
}

const person = account();
fill("#main", person ? signedInPage(person, ordersOf(person.email)) : signedOutPage);
element("#in")?.addEventListener("submit", enter);
element("#in")?.email.addEventListener("change", ({ target }) => {
  const known = nameFor(target.value);
  if (known && !target.form.elements.name.value) target.form.elements.name.value = known;
});
element("#out")?.addEventListener("click", () => {
  signOut();
  signedOut();
  window.segueChat?.reset();
  location.assign("account.html");
});
segue.page("Account");
