package ai.gatewayz.local.launcher;

import java.nio.file.Path;
import java.util.Map;

/**
 * How to run the stack.
 *
 * @param root the project's root, where the services were built
 * @param data where data, logs and secrets are kept
 * @param packaging what the services are run from
 * @param simulator stand in for the providers with the simulator; false talks to the real ones
 * @param recordings recorded lists for the simulator to serve; used where the folder exists
 * @param settings further configuration properties for all services, for example from a test
 */
public record StackOptions(
    Path root,
    Path data,
    Ports ports,
    Packaging packaging,
    boolean simulator,
    Path recordings,
    Map<String, String> settings) {}
