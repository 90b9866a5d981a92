// Says at the end which hosts the specs really ran against, and which could not be had here.

const HOSTS = ["console", "standin", "electron"];

/** One line: per host its counts; a host without a single run is named as not run. */
export function describeHosts(outcomes) {
  const parts = HOSTS.map((host) => {
    const own = outcomes.filter((outcome) => outcome.host === host && outcome.status !== "skipped");
    if (own.length === 0) return `${host} NOT RUN`;
    const passed = own.filter(({ status }) => status === "expected" || status === "flaky").length;
    return `${host} ${passed} of ${own.length} passed`;
  });
  return `hosts: ${parts.join(", ")}`;
}

/** Playwright takes a reporter as a default export. */
export default class HostsReporter {
  #suite;

  onBegin(_config, suite) {
    this.#suite = suite;
  }

  onEnd() {
    const outcomes = (this.#suite?.allTests() ?? []).map((test) => ({
      host: test.parent.project()?.name,
      status: test.outcome(),
    }));
    console.log(describeHosts(outcomes));
  }

  printsToStdio() {
    return false;
  }
}
