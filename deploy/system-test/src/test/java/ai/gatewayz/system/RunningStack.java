package ai.gatewayz.system;

import ai.gatewayz.local.launcher.LocalStack;
import ai.gatewayz.local.launcher.Packaging;
import ai.gatewayz.local.launcher.Ports;
import ai.gatewayz.local.launcher.Progress;
import ai.gatewayz.local.launcher.Service;
import ai.gatewayz.local.launcher.StackOptions;
import ai.gatewayz.local.launcher.StartCache;
import ai.gatewayz.simulator.Simulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The stack of {@code make up} on free ports and fresh data, started once for all tests that ask
 * for it and stopped after the last, with tracing on. Runs the JARs, or the native executables in
 * the native profile.
 */
public final class RunningStack implements ParameterResolver {

  /** The project's root. */
  public static Path root() {
    return Path.of(System.getProperty("gatewayz.root"));
  }

  /** Whether the native executables are tested. */
  public static boolean nativeExecutables() {
    return Boolean.parseBoolean(System.getProperty("gatewayz.native"));
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == LocalStack.class
        || type == Simulator.class
        || type == Gateway.class
        || type == Traces.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Holder holder = holder(context);
    LocalStack stack = holder.stack;
    Class<?> type = parameter.getParameter().getType();
    if (type == LocalStack.class) {
      return stack;
    }
    if (type == Traces.class) {
      return holder.traces;
    }
    return type == Simulator.class ? stack.simulator().orElseThrow() : Gateway.of(stack);
  }

  private static Holder holder(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.create(RunningStack.class))
        .computeIfAbsent(Holder.class, key -> Holder.start(), Holder.class);
  }

  /** What the services under test are run from. */
  public static Packaging packaging() throws IOException, InterruptedException {
    return nativeExecutables()
        ? Packaging.executables()
        : StartCache.jars(root(), Service.values());
  }

  private record Holder(LocalStack stack, Traces traces) implements AutoCloseable {

    static Holder start() {
      try {
        Traces traces = Traces.start();
        Path data = Files.createTempDirectory("gatewayz-system-test");
        StackOptions options =
            new StackOptions(
                root(),
                data,
                Ports.free(),
                packaging(),
                true,
                root().resolve("../shared/recordings").normalize(),
                traces.settings());
        return new Holder(LocalStack.start(options, new Progress(System.out)), traces);
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void close() throws Exception {
      stack.close();
      traces.close();
    }
  }
}
