// Expressions of questionnaires evaluated in the browser: the trees that `expressions.as_data` writes. One table of cases holds this
// module and the server's evaluator to the same answers (tests/commons/instruments/expressions). Nothing here throws.

const SPACES = /[ \t\r\n]+/;
const NUMBER = /^[ \t\r\n]*(-?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+))[ \t\r\n]*$/;
const DATE = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/;
const DAY = 86400000;
const LAST_DAY = 2932896; // 9999-12-31
const FIRST_DAY = -719162; // 0001-01-01
const LONGEST_TEXT = 2000; // of what a pattern is tried on

// Whether a condition is fulfilled; no condition always is. `values` maps codes to texts, numbers, truths, or lists of them for what
// stands in a repeated group; `self` is the answer asked about; `today` is YYYY-MM-DD.
export function holds(tree, values, self, today) {
  return tree === null || tree === undefined || toBoolean(valueOf(tree, values, self, today));
}

export function valueOf(tree, values, self, today) {
  return evaluate(tree, { values, self: self ?? "", today });
}

function evaluate([kind, one, other], context) {
  switch (kind) {
    case "literal": return one;
    case "name": return Object.hasOwn(context.values, one) ? context.values[one] ?? "" : "";
    case "this": return context.self;
    case "negative": return -toNumber(evaluate(one, context));
    case "chain": return chained(one, other, context);
    case "call": return FUNCTIONS[one](other.map((argument) => evaluate(argument, context)), context.today);
    default: return matches(other, toString(evaluate(one, context)));
  }
}

function chained(operands, operators, context) {
  if (operators[0] === "and") return operands.every((operand) => toBoolean(evaluate(operand, context)));
  if (operators[0] === "or") return operands.some((operand) => toBoolean(evaluate(operand, context)));
  return operands.slice(1).reduce(
    (value, operand, place) => applied(value, operators[place], evaluate(operand, context)), evaluate(operands[0], context),
  );
}

function applied(left, operator, right) {
  switch (operator) {
    case "+": return toNumber(left) + toNumber(right);
    case "-": return toNumber(left) - toNumber(right);
    case "*": return toNumber(left) * toNumber(right);
    case "div": return toNumber(left) / toNumber(right);
    case "mod": return Number.isFinite(toNumber(left)) ? toNumber(left) % toNumber(right) : NaN;
    default: return compares(left, operator, right);
  }
}

// Of lists, whether any of their values does; a truth beside a list asks whether it is empty.
function compares(left, operator, right) {
  if (typeof left === "boolean" && Array.isArray(right)) return singlesCompare(left, operator, right.length > 0);
  if (typeof right === "boolean" && Array.isArray(left)) return singlesCompare(left.length > 0, operator, right);
  return [left].flat().some((one) => [right].flat().some((other) => singlesCompare(one, operator, other)));
}

function singlesCompare(left, operator, right) {
  switch (operator) {
    case "=": return equal(left, right);
    case "!=": return !equal(left, right);
    case "<": return toNumber(left) < toNumber(right);
    case "<=": return toNumber(left) <= toNumber(right);
    case ">": return toNumber(left) > toNumber(right);
    default: return toNumber(left) >= toNumber(right);
  }
}

function equal(left, right) {
  if (typeof left === "boolean" || typeof right === "boolean") return toBoolean(left) === toBoolean(right);
  return typeof left === "string" && typeof right === "string" ? left === right : toNumber(left) === toNumber(right);
}

export function toBoolean(value) {
  if (typeof value === "number") return value !== 0 && !Number.isNaN(value);
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}

export function toString(value) {
  if (Array.isArray(value)) return value.length ? toString(value[0]) : "";
  if (typeof value !== "number") return String(value);
  const written = String(value);
  return Number.isFinite(value) && written.includes("e") ? withoutExponent(written) : written;
}

function withoutExponent(written) {
  const [, sign, whole, part = "", exponent] = /^(-?)([0-9]+)(?:\.([0-9]+))?e([+-][0-9]+)$/.exec(written);
  const digits = whole + part;
  const place = whole.length + Number(exponent);
  return place > 0 ? sign + digits.padEnd(place, "0") : `${sign}0.${"0".repeat(-place)}${digits}`;
}

export function toNumber(value) {
  if (Array.isArray(value)) return toNumber(toString(value));
  if (typeof value !== "string") return Number(value);
  const found = NUMBER.exec(value);
  return found ? Number(found[1]) : days(value);
}

function days(text) {
  const found = DATE.exec(text);
  if (!found) return NaN;
  const [year, month, day] = found.slice(1).map(Number);
  const moment = new Date(0);
  moment.setUTCFullYear(year, month - 1, day);
  const isReal = year > 0 && moment.getUTCMonth() === month - 1 && moment.getUTCDate() === day;
  return isReal ? Math.round(moment.getTime() / DAY) : NaN;
}

function toDate(number) {
  return number >= FIRST_DAY && number < LAST_DAY + 1 ? new Date(Math.floor(number) * DAY).toISOString().slice(0, 10) : "";
}

function tokens(value) {
  return toString(value).split(SPACES).filter(Boolean);
}

// Numbers of what was answered; what was not is passed over, for no answer is not 0.
function said(values) {
  return values.flat().filter((value) => value !== "").map(toNumber);
}

function extreme(chosen, numbers) {
  return numbers.length && !numbers.some(Number.isNaN) ? chosen(...numbers) : NaN;
}

function sum(values) {
  const numbers = said(values);
  return numbers.length || !values.flat().length ? numbers.reduce((total, number) => total + number, 0) : NaN;
}

function rounded(number) {
  if (!Number.isFinite(number)) return number;
  const floor = Math.floor(number);
  return number - floor >= 0.5 ? floor + 1 : floor;
}

function roundedTo(number, digits) {
  if (!(digits >= -15 && digits <= 15)) return NaN;
  const factor = Number(`1e${Math.abs(Math.trunc(digits))}`);
  const scaled = digits >= 0 ? number * factor : number / factor;
  if (Number.isNaN(scaled)) return NaN;
  if (!Number.isFinite(scaled)) return number;
  return digits >= 0 ? rounded(scaled) / factor : rounded(scaled) * factor;
}

function power(base, exponent) {
  const result = Number.isFinite(base) && Number.isFinite(exponent) ? base ** exponent : NaN;
  return Number.isFinite(result) ? result : NaN;
}

function substr(text, begin, end) {
  const letters = [...text];
  const place = (number) => (Number.isNaN(number) ? 0 : Math.trunc(Math.max(-letters.length, Math.min(letters.length, number))));
  return letters.slice(place(begin), place(end ?? letters.length)).join("");
}

function substring(text, begin, length) {
  const first = rounded(begin);
  const end = length === undefined ? Infinity : first + rounded(length);
  return [...text].filter((letter, place) => first <= place + 1 && place + 1 < end).join("");
}

function translate(text, these, those) {
  const from = [...these].slice(0, 1000);
  const to = [...those];
  return [...text].map((letter) => (from.includes(letter) ? to[from.indexOf(letter)] ?? "" : letter)).join("");
}

function formatDate(value, format) {
  const written = toDate(toNumber(value));
  if (!written) return "";
  const [year, month, day] = written.split("-");
  const words = { Y: year, y: year.slice(2), m: month, n: String(Number(month)), d: day, e: String(Number(day)), "%": "%" };
  return format.replace(/%(.)/g, (whole, letter) => words[letter] ?? whole);
}

const onTexts = (call) => (values) => call(...values.map(toString));
const onNumbers = (call) => (values) => call(...values.map(toNumber));

const FUNCTIONS = {
  "true": () => true,
  "false": () => false,
  "not": ([value]) => !toBoolean(value),
  "boolean": ([value]) => toBoolean(value),
  "boolean-from-string": onTexts((text) => text === "true" || text === "1"),
  "if": ([condition, one, other]) => (toBoolean(condition) ? one : other),
  "coalesce": (values) => values.find((value) => toString(value) !== "") ?? "",
  "string": onTexts((text) => text),
  "number": onNumbers((number) => number),
  "int": onNumbers((number) => (Number.isFinite(number) ? Math.trunc(number) : NaN)),
  "round": ([value, digits]) => roundedTo(toNumber(value), digits === undefined ? 0 : toNumber(digits)),
  "floor": onNumbers(Math.floor),
  "ceiling": onNumbers(Math.ceil),
  "abs": onNumbers(Math.abs),
  "pow": onNumbers(power),
  "min": (values) => extreme(Math.min, said(values)),
  "max": (values) => extreme(Math.max, said(values)),
  "sum": sum,
  "count": (values) => values.flat().length,
  "count-non-empty": (values) => values.flat().filter((value) => value !== "").length,
  "selected": ([codes, code]) => tokens(codes).includes(toString(code).replace(/^ +| +$/g, "")),
  "selected-at": ([codes, place]) => tokens(codes)[toNumber(place) >= 0 ? Math.trunc(toNumber(place)) : -1] ?? "",
  "count-selected": ([codes]) => tokens(codes).length,
  "string-length": onTexts((text) => [...text].length),
  "concat": (values) => values.flat().map(toString).join(""),
  "join": ([mark, ...values]) => values.flat().filter((value) => value !== "").map(toString).join(toString(mark)),
  "contains": onTexts((text, part) => text.includes(part)),
  "starts-with": onTexts((text, part) => text.startsWith(part)),
  "ends-with": onTexts((text, part) => text.endsWith(part)),
  "substr": ([text, begin, end]) => substr(toString(text), toNumber(begin), end === undefined ? undefined : toNumber(end)),
  "substring": ([text, begin, length]) => substring(toString(text), toNumber(begin), length === undefined ? undefined : toNumber(length)),
  "substring-before": onTexts((text, mark) => (mark && text.includes(mark) ? text.slice(0, text.indexOf(mark)) : "")),
  "substring-after": onTexts((text, mark) => (text.includes(mark) ? text.slice(text.indexOf(mark) + mark.length) : "")),
  "translate": onTexts(translate),
  "normalize-space": onTexts((text) => text.split(SPACES).filter(Boolean).join(" ")),
  "today": (values, today) => today,
  "date": ([value]) => toDate(toNumber(value)),
  "decimal-date-time": onNumbers((number) => number),
  "format-date": ([value, format]) => formatDate(value, toString(format)),
};

// The program of a pattern walked on all its ways at once: see expressions/patterns.py.
function matches(program, text) {
  const letters = [...text];
  if (letters.length > LONGEST_TEXT) return false;
  let places = reached(program, [0]);
  for (const letter of letters) {
    const code = letter.codePointAt(0);
    places = reached(program, [...places].filter((place) => takes(program[place], code)).map((place) => place + 1));
    if (!places.size) return false;
  }
  return places.has(program.length - 1);
}

function takes([kind, isNegated, ranges], code) {
  return kind === "set" && ranges.some(([low, high]) => low <= code && code <= high) !== isNegated;
}

function reached(program, starts) {
  const waiting = [...starts];
  const seen = new Set();
  const places = new Set();
  while (waiting.length) {
    const place = waiting.pop();
    if (seen.has(place)) continue;
    seen.add(place);
    const [kind, ...next] = program[place];
    if (kind === "split" || kind === "jump") waiting.push(...next);
    else places.add(place);
  }
  return places;
}
