// Which of Binance USD-M's codes prove that no order exists. An allow-list: what is not on it proves nothing.
// Source: developers.binance.com, USD-M futures, error codes (2026-11). Not on it, on purpose: -1000, -1001, -1006,
// -1007, -1008 (state unknown), -1003 (no word on the order), -4116 (an order with this id exists: ask for it).

const AUTHORITY = [-1002, -1011, -1022, -2014, -2015, -2017];
const SHAPE = [
  -1013, -1014, -1020, -1021, -1100, -1101, -1102, -1103, -1104, -1105, -1106, -1108, -1111, -1114, -1115,
  -1116, -1117, -1118, -1121, -1122, -1128, -1130, -1136,
];
const LIMITS = [-1015, -2025, -4045];
const MARGIN = [-2018, -2019, -2023, -2024, -2027, -2028, -4050, -4051, -4087, -4088, -4109, -4118];
const ORDER = [
  -1112, -2010, -2020, -2021, -2022, -2026, -4001, -4002, -4003, -4004, -4005, -4006, -4007, -4013, -4014,
  -4015, -4016, -4020, -4023, -4024, -4029, -4030, -4031, -4060, -4061, -4062, -4120, -4131, -4135, -4137,
  -4138, -4139, -4140, -4141, -4142, -4164, -5021, -5022, -5028,
];

/** Codes after which no order exists, provided that they came with an HTTP status of 400 to 499. */
export const DEFINITIVE_REJECTIONS: ReadonlySet<number> = new Set([
  ...AUTHORITY,
  ...SHAPE,
  ...LIMITS,
  ...MARGIN,
  ...ORDER,
]);

/** Not permitted now, limit orders only, amended too often: the order keeps its terms. */
export const AMEND_REJECTIONS: ReadonlySet<number> = new Set([-5024, -5025, -5026]);

/** Codes that mean that the key is no longer good for this. */
export const CREDENTIALS_REFUSED: ReadonlySet<number> = new Set(AUTHORITY);

/** "Order does not exist" of a query, "Unknown order sent" of a cancel. */
export const ORDER_NOT_FOUND: ReadonlySet<number> = new Set([-2011, -2013]);
