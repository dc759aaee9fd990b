package ai.gatewayz.providers.normalise;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Canonical model ids. A HuggingFace repository is the common name where a provider gives one;
 * otherwise the provider's own {@code vendor/name}; a bare name gets the vendor that its name
 * tells, else that of the account or host that lists it, which keeps different models apart.
 */
public final class CanonicalModel {

  private static final Pattern REPOSITORY =
      Pattern.compile("[A-Za-z0-9][\\w.-]{0,95}/[A-Za-z0-9][\\w.-]{0,150}");
  private static final Pattern ACCOUNT_MODEL = Pattern.compile("accounts/([^/]+)/models/([^/]+)");

  private static final Map<String, String> VENDORS = new LinkedHashMap<>();

  static {
    vendor("openai", "gpt-", "chatgpt-", "o1", "o3", "o4", "text-embedding-", "dall-e", "whisper-");
    vendor("anthropic", "claude-");
    vendor("google", "gemini-", "gemma-");
    vendor("x-ai", "grok-");
    vendor("mistralai", "mistral-", "mixtral-", "codestral", "ministral-", "magistral-", "pixtral");
    vendor("deepseek", "deepseek-");
    vendor("cohere", "command-");
    vendor("perplexity", "sonar");
  }

  private CanonicalModel() {}

  private static void vendor(String vendor, String... prefixes) {
    for (String prefix : prefixes) {
      VENDORS.put(prefix, vendor);
    }
  }

  /** A HuggingFace repository as the model's id; empty where the text is not one. */
  public static Optional<String> repository(String text) {
    return text != null && REPOSITORY.matcher(text).matches()
        ? Optional.of(text)
        : Optional.empty();
  }

  /** The repository that a {@code https://huggingface.co/org/name} address names. */
  public static Optional<String> repositoryAt(String url) {
    if (url == null) {
      return Optional.empty();
    }
    try {
      URI uri = URI.create(url.strip());
      if (!"huggingface.co".equals(uri.getHost()) || uri.getPath() == null) {
        return Optional.empty();
      }
      String[] path = uri.getPath().split("/");
      return path.length >= 3 ? repository(path[1] + "/" + path[2]) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * The model of an id as some provider writes it.
   *
   * @param fallbackVendor who is taken for the vendor of a bare name that tells none
   */
  public static String of(String id, String fallbackVendor) {
    Matcher account = ACCOUNT_MODEL.matcher(id);
    if (account.matches()) {
      return account.group(1) + "/" + account.group(2);
    }
    if (id.indexOf('/') > 0) {
      return id;
    }
    String lower = id.toLowerCase(Locale.ROOT);
    return VENDORS.entrySet().stream()
        .filter(vendor -> lower.startsWith(vendor.getKey()))
        .map(vendor -> vendor.getValue() + "/" + id)
        .findFirst()
        .orElse(fallbackVendor + "/" + id);
  }

  /** The suffix of an id such as {@code :free}, with its colon; empty where there is none. */
  public static String variant(String id) {
    int colon = id.lastIndexOf(':');
    return colon > id.lastIndexOf('/') && colon > 0 ? id.substring(colon) : "";
  }
}
