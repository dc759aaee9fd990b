package ai.gatewayz.bench.world;

import java.io.IOException;

/** Kafka or PostgreSQL: its data and its port stay the same, whatever happens to its process. */
public interface Backing extends AutoCloseable {

  /** Starts it on its data and waits until it takes connections. */
  void start() throws Exception;

  /** Ends it as an operator would. */
  void stop() throws Exception;

  /** Ends it as a crash would. */
  void kill() throws IOException, InterruptedException;

  void pause() throws IOException, InterruptedException;

  void resume() throws IOException, InterruptedException;

  boolean isAlive();

  @Override
  void close() throws Exception;
}
