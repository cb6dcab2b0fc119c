/** Two names of this machine are two devices: to the browser 127.0.0.1 and localhost are different places. */
const NAMES = ["127.0.0.1", "localhost"];

/** Where the other device lives. */
export const OTHER = `${location.protocol}//${NAMES.find((name) => name !== location.hostname)}:${location.port}`;

/** Whether this page may keep anything. */
export function keeps() {
  try {
    localStorage.setItem("tour.try", "1");
    localStorage.removeItem("tour.try");
    return true;
  } catch {
    return false;
  }
}

/** What is kept under a name, or null. */
export const named = (name) => localStorage.getItem(name);
