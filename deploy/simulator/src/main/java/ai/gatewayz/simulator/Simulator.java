package ai.gatewayz.simulator;

import ai.gatewayz.simulator.lists.ModelLists;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A running simulator on loopback. */
public final class Simulator implements AutoCloseable {

  private static final String LOOPBACK = "127.0.0.1";
  private static final int CLOSE_SECONDS = 10;

  private final World world;
  private final HttpServer server;

  private Simulator(World world, HttpServer server) {
    this.world = world;
    this.server = server;
  }

  /**
   * Blocks until it listens.
   *
   * @throws IOException where recordings cannot be read or the port is taken
   */
  public static Simulator start(SimulatorOptions options) throws IOException {
    ModelLists lists = ModelLists.load(options.recordings());
    Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2).setWorkerPoolSize(2));
    World world = new World(vertx, lists, new Faults(), new Journal(), options.tokenDelay());
    Router router = Router.router(vertx);
    new ListRoutes(world).mount(router);
    new CompletionRoutes(world).mount(router);
    new ControlRoutes(world).mount(router);
    HttpServer server =
        vertx
            .createHttpServer(new HttpServerOptions().setMaxInitialLineLength(8_192))
            .requestHandler(router);
    try {
      server.listen(options.port(), LOOPBACK).toCompletionStage().toCompletableFuture().join();
    } catch (CompletionException e) {
      vertx.close();
      throw new IOException("the simulator cannot listen on port " + options.port(), e.getCause());
    }
    return new Simulator(world, server);
  }

  public int port() {
    return server.actualPort();
  }

  /** Configuration that points a service at this simulator: address and key of each provider. */
  public Map<String, String> quarkusProperties() {
    return quarkusProperties(port());
  }

  /** The same for a simulator that is to be started on that port. */
  public static Map<String, String> quarkusProperties(int port) {
    Map<String, String> properties = new TreeMap<>();
    for (Site site : Site.ALL) {
      String prefix = "gatewayz.providers." + site.provider() + ".";
      properties.put(prefix + "base-url", url(port, site.base()));
      properties.put(prefix + "api-key", World.key(site.provider()));
    }
    properties.put("gatewayz.providers.huggingface.hub-url", url(port, Site.HUB));
    return properties;
  }

  private static String url(int port, String path) {
    return "http://" + LOOPBACK + ":" + port + path;
  }

  public Faults faults() {
    return world.faults();
  }

  public Journal journal() {
    return world.journal();
  }

  public SimulatedCatalog catalog() {
    return new SimulatedCatalog(world.lists());
  }

  @Override
  public void close() {
    try {
      world
          .vertx()
          .close()
          .toCompletionStage()
          .toCompletableFuture()
          .get(CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the simulator does not stop", e);
    }
  }
}
