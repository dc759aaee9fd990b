package ai.gatewayz.bench.health;

import ai.gatewayz.bench.Benchmark;
import ai.gatewayz.bench.Setting;
import ai.gatewayz.bench.Table;
import java.util.List;

/** Verdicts a second, memory by the number of offers, and the way from an outcome to routing. */
public final class HealthBenchmark implements Benchmark {

  @Override
  public String name() {
    return "health";
  }

  @Override
  public String about() {
    return "what verdicts cost, and how soon the gateway routes by them";
  }

  @Override
  public List<Table> run(Setting setting) throws Exception {
    return List.of(Funnel.measure(setting), Propagation.measure(setting), Sizes.measure(setting));
  }
}
