/** The page after an order. */
import segue from "../../segue.js";
import { orderOf } from "../account.js";
import { money, picture, productOf } from "../catalog.js";
import "../frame.js";
import { fill, html } from "../html.js";
import { bill } from "../summary.js";

const order = orderOf(new URLSearchParams(location.search).get("order"));

const line = ({ id, name, quantity, cents }) =>
  html`<li>${productOf(id) && html`<img src="${picture(productOf(id))}" alt="" width="56" height="56">`}<span>${quantity} × ${name}</span><b>${money(cents)}</b></li>`;

const shown = (one) => html`
  <div class="narrow thanks"><svg class="tick-mark" viewBox="0 0 48 48" aria-hidden="true"><circle cx="24" cy="24" r="22"/><path d="M14 25l7 7 14-15"/></svg>
    <h1>Thank you, ${one.name.split(" ")[0]}</h1>
    <p class="lead">Order <b>${one.id}</b> is placed. Were this shop real, it would be on its way to you tomorrow.</p>
    <section class="panel"><ul class="small-lines">${one.lines.map(line)}</ul>${bill(one)}</section>
    <p><a class="button" href="./">Back to the shop</a> <a class="button plain" href="account.html">Your orders</a></p></div>`;

const missing = html`<div class="empty"><h1>No such order here</h1><p>Orders of this demo stay in the browser that placed them.</p><a class="button" href="./">Back to the shop</a></div>`;

fill("#main", order ? shown(order) : missing);
segue.page("Thanks");
