package ai.gatewayz.providers;

/**
 * The protocols that providers speak. All answer OpenAI-shaped completions; they differ in
 * everything around that.
 */
public enum Dialect {
  OPENROUTER("Authorization", "Bearer ", true),
  PORTKEY("x-portkey-api-key", "", false),
  FEATHERLESS("Authorization", "Bearer ", true),
  FIREWORKS("Authorization", "Bearer ", false),
  TOGETHER("Authorization", "Bearer ", false),
  HUGGINGFACE("Authorization", "Bearer ", true),
  /** any other OpenAI-compatible endpoint */
  OPENAI("Authorization", "Bearer ", false);

  private final String authHeader;
  private final String authPrefix;
  private final boolean listsWithoutKey;

  Dialect(String authHeader, String authPrefix, boolean listsWithoutKey) {
    this.authHeader = authHeader;
    this.authPrefix = authPrefix;
    this.listsWithoutKey = listsWithoutKey;
  }

  /** The request header that carries the key. */
  public String authHeader() {
    return authHeader;
  }

  /** The value of {@link #authHeader()} for a key. */
  public String authValue(ApiKey key) {
    return authPrefix + key.reveal();
  }

  /** Whether the model list can be read by anyone. */
  public boolean listsWithoutKey() {
    return listsWithoutKey;
  }
}
