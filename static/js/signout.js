// What a juror's page has kept on this device goes when she signs out, and she is told before.
import { everythingKept, forgetEverything } from "./unsent.js";

const told = document.querySelector("[data-kept-here]");
if (told && everythingKept().length) told.hidden = false;
document.querySelector("form[data-signs-out]")?.addEventListener("submit", forgetEverything);
