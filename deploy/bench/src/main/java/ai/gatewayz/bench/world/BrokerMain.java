package ai.gatewayz.bench.world;

import ai.gatewayz.local.backing.KafkaBroker;
import java.nio.file.Path;

/** Kafka as a process of its own. */
public final class BrokerMain {

  private BrokerMain() {}

  /** {@code FOLDER PORT}; runs until it is told to stop. */
  public static void main(String[] arguments) throws Exception {
    KafkaBroker broker = KafkaBroker.start(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
    Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "stop"));
  }
}
