// One safeguard: what it promises, the text that keeps the promise, what a careless hand would put there, who must notice.

/**
 * `find` stands exactly once in `file`; one of `tests` must fail when `put` stands there instead. `named`: only tests whose
 * name has it are run, where the file has slow ones.
 */
export function guard(name, holds, { file, find, put, tests, named }) {
  return { name, holds, file, find, put, tests, named };
}
