package ai.gatewayz.local.launcher;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** What the user asked for. */
record CommandLine(
    boolean help,
    boolean nativeExecutables,
    boolean simulator,
    String data,
    String recordings,
    int portOffset) {

  /** Where the providers' own key variables are looked for. */
  private static final List<String> KEY_VARIABLES =
      List.of(
          "OPENROUTER_API_KEY",
          "PORTKEY_API_KEY",
          "FEATHERLESS_API_KEY",
          "FIREWORKS_API_KEY",
          "TOGETHER_API_KEY",
          "HF_TOKEN");

  /**
   * @throws IllegalArgumentException with a message for the user
   */
  static CommandLine parse(String[] arguments, Map<String, String> environment) {
    boolean help = false;
    boolean nativeExecutables = false;
    boolean simulator = noKeyIn(environment);
    String data = ".local";
    String recordings = "../shared/recordings";
    int portOffset = 0;
    Iterator<String> rest = List.of(arguments).iterator();
    while (rest.hasNext()) {
      String option = rest.next();
      switch (option) {
        case "--help", "-h" -> help = true;
        case "--native" -> nativeExecutables = true;
        case "--simulator" -> simulator = true;
        case "--data" -> data = value(option, rest);
        case "--recordings" -> recordings = value(option, rest);
        case "--port-offset" -> portOffset = offset(value(option, rest));
        default -> throw new IllegalArgumentException("Unknown option: " + option);
      }
    }
    return new CommandLine(help, nativeExecutables, simulator, data, recordings, portOffset);
  }

  private static boolean noKeyIn(Map<String, String> environment) {
    return environment.entrySet().stream()
        .filter(
            variable ->
                KEY_VARIABLES.contains(variable.getKey())
                    || variable.getKey().matches("GATEWAYZ_PROVIDERS_.*_API_KEY"))
        .allMatch(variable -> variable.getValue().isBlank());
  }

  private static String value(String option, Iterator<String> rest) {
    if (!rest.hasNext()) {
      throw new IllegalArgumentException(option + " needs a value");
    }
    return rest.next();
  }

  private static int offset(String text) {
    try {
      int offset = Integer.parseInt(text);
      if (offset >= 0 && offset <= 40_000) {
        return offset;
      }
    } catch (NumberFormatException e) {
      // said below, as for a number that is out of range
    }
    throw new IllegalArgumentException(
        "--port-offset must be a number from 0 to 40000, not " + text);
  }
}
