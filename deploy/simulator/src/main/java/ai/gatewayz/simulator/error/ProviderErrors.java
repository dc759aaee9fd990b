package ai.gatewayz.simulator.error;

/** One provider's way to say no. */
public interface ProviderErrors {

  Reply of(Problem problem);

  static ProviderErrors of(String provider) {
    return switch (provider) {
      case "openrouter" -> new OpenRouterErrors();
      case "portkey" -> new PortkeyErrors();
      case "featherless" -> new FeatherlessErrors();
      case "fireworks" -> new FireworksErrors();
      case "together" -> new TogetherErrors();
      case "huggingface" -> new HuggingFaceErrors();
      default -> throw new IllegalArgumentException("no such provider: " + provider);
    };
  }
}
