package ai.gatewayz.bench;

import java.util.List;

/** Measures one subject. */
public interface Benchmark {

  /** What {@code --only} chooses it by. */
  String name();

  /** What it measures, for {@code --help}. */
  String about();

  /**
   * Runs it, bounded in time and in what it sends; everything that it starts is on loopback and is
   * stopped again.
   *
   * @throws SkippedException where this machine lacks something that it needs
   */
  List<Table> run(Setting setting) throws Exception;
}
