package ai.gatewayz.bench.chaos;

import ai.gatewayz.bench.world.WorldOptions;

/**
 * Something that breaks.
 *
 * @param about what is done, as the table calls it
 * @param strangers whether it leaves offers in lists that no provider has
 */
record Scenario(
    String name, String about, WorldOptions options, boolean strangers, Breaking breaking) {

  /** Breaks it and lets it be mended as an orchestrator or an operator would. */
  interface Breaking {
    /**
     * @return when that was done: from there it is counted until all is whole, nanoseconds of the
     *     JVM's clock
     */
    long run(Stage stage) throws Exception;
  }

  static Scenario of(String name, String about, Breaking breaking) {
    return new Scenario(name, about, WorldOptions.usual(), false, breaking);
  }

  Scenario in(WorldOptions other) {
    return new Scenario(name, about, other, strangers, breaking);
  }

  Scenario withStrangers() {
    return new Scenario(name, about, options, true, breaking);
  }
}
