/* Days as Thai offices write them, in the fields of Wagtail's picker.
 *
 * The picker knows one spelling, 2026-05-01. Left to itself it takes any other for none and, when the field is left, puts
 * today in its place. Here 1/5/2569, ๑/๕/๒๕๖๙, 1 พ.ค. 2569 and 1 May 2026 become that spelling when the field is left, and
 * the long date stands beside it. What is no day stays as it was typed. home/cells.py reads alike on the server.
 */
(function () {
  const NO_DAY = document.currentScript.dataset.noDay;
  const MONTHS = [
    "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน",
    "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม",
  ];
  const SHORT = ["ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค."];
  const ENGLISH = [
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
  ];
  const HOUR = "(?:(?:\\s|T)+(?:เวลา\\s*)?(\\d{1,2})[:.](\\d{2})(?::\\d{2})?(?:\\s*น\\.?)?)?$";
  const ISO = new RegExp("^(\\d{4})-(\\d{1,2})-(\\d{1,2})" + HOUR);
  const NUMERIC = new RegExp("^(\\d{1,2})[/.-](\\d{1,2})[/.-](\\d{4})" + HOUR);
  const WORDED = new RegExp("^(\\d{1,2})\\s*([^\\d\\s]+)\\s*(?:พ\\.ศ\\.\\s*)?(\\d{4})" + HOUR);

  function monthOf(word) {
    const short = ENGLISH.map((name) => name.slice(0, 3));
    for (const names of [MONTHS, SHORT, ENGLISH, short]) {
      const found = names.findIndex((name) => name.toLowerCase() === word.toLowerCase());
      if (found >= 0) return found + 1;
    }
    return 0;
  }

  function parts(text) {
    let found;
    if ((found = ISO.exec(text))) return found.slice(1);
    if ((found = NUMERIC.exec(text))) return [found[3], found[2], found[1], found[4], found[5]];
    if ((found = WORDED.exec(text))) return [found[3], monthOf(found[2]), found[1], found[4], found[5]];
    return null;
  }

  /* {iso, hour, long} of what was typed, or null. */
  function read(typed) {
    const digits = typed.replace(/[๐-๙]/g, (digit) => "๐๑๒๓๔๕๖๗๘๙".indexOf(digit));
    const found = parts(digits.replace(/[\u200b-\u200d\u2060\ufeff]/g, "").replace(/\s+/g, " ").trim());
    if (!found) return null;
    let [year, month, day] = found.map(Number);
    if (year >= 2400) year -= 543;
    const at = new Date(Date.UTC(year, month - 1, day));
    if (year < 1900 || year > 2200 || at.getUTCMonth() !== month - 1 || at.getUTCDate() !== day) return null;
    if (found[3] > 23 || found[4] > 59) return null;
    const hour = found[3] === undefined ? "" : ` ${found[3].padStart(2, "0")}:${found[4]}`;
    const thai = document.documentElement.lang === "th";
    const long = thai ? `${day} ${MONTHS[month - 1]} ${year + 543}` : `${day} ${ENGLISH[month - 1]} ${year}`;
    return { iso: at.toISOString().slice(0, 10), hour, long: long + hour };
  }

  /* The line beside a field of the picker; null for any other field. */
  function lineOf(field) {
    const beside = field.parentElement?.querySelector(`output[for="${CSS.escape(field.id)}"]`);
    if (beside) return beside;
    if (!field.id || !window.jQuery(field).data("xdsoft_datetimepicker")) return null;
    const line = document.createElement("output");
    line.className = "help";
    line.htmlFor = field.id;
    field.after(line);
    return line;
  }

  function look({ target: field, type }) {
    if (!field.matches?.("input[type=text]")) return;
    const line = lineOf(field);
    if (!line) return;
    const found = read(field.value);
    if (found && type === "change") {
      const hour = found.hour || (line.dataset.homeDay === "datetime" ? " 00:00" : "");
      field.value = found.iso + hour;
    }
    const left = type === "change" && field.value.trim();
    line.textContent = found ? found.long : left ? NO_DAY.replace("%(written)s", field.value.trim()) : "";
  }

  window.jQuery.fn.datetimepicker.defaults.validateOnBlur = false;
  for (const name of ["change", "input", "focusin"]) document.addEventListener(name, look);
})();
