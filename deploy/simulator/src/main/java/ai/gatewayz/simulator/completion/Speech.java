package ai.gatewayz.simulator.completion;

/** What would be sound: bytes that are none of a text in JSON, and hold what is spoken. */
public final class Speech {

  public static final String TYPE = "audio/mpeg";

  private static final int BYTES = 4_096;

  private Speech() {}

  public static String of(CompletionRequest request) {
    StringBuilder sound = new StringBuilder("ID3");
    while (sound.length() < BYTES) {
      sound.append(request.body().path("input").asText("nothing")).append('.');
    }
    return sound.toString();
  }
}
