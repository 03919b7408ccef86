// What a start is doing, for people: lines, and one line that counts up. A terminal sees it move; a log file sees every
// fifth.
const terminal = process.stdout.isTTY;
let moving = false;
let lastShown = '';

/** @param {string} line */
function say(line) {
  if (moving) process.stdout.write('\r\x1b[K');
  moving = false;
  console.log(line);
}

/**
 * @param {string} label
 * @param {number} percent
 */
function progress(label, percent) {
  if (terminal) {
    process.stdout.write(`\r\x1b[K${label} ${percent} %`);
    moving = true;
    return;
  }
  const text = `${label} ${Math.floor(percent / 20) * 20} %`;
  if (text !== lastShown) console.log(text);
  lastShown = text;
}

export const stepLog = { say, progress };
