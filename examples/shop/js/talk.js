/** The chat in the corner: the script of the stack itself, told who is here. */
import segue from "../segue.js";
import { asker } from "./bell.js";

/** Brings the chat into the page, once the local stack is there. */
export async function talk(found) {
  if (!found) return;
  const who = segue.allowed() ? await asker() : null;
  window.segueChatSettings = { api: found.api, writeKey: found.write_key, locale: document.documentElement.lang, anonymousId: who?.anonymousId };
  const script = Object.assign(document.createElement("script"), { src: `${found.api}/chat.js` });
  script.addEventListener("load", () => who?.userHash && window.segueChat.identify(who));
  document.head.append(script);
}
