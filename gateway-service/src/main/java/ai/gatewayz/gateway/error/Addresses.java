package ai.gatewayz.gateway.error;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a caller is told of an address that does not exist: those that do, and which of them was
 * probably meant. Pure.
 */
final class Addresses {

  private static final String VERSION = "v1";

  /** What is answered behind {@code /v1/}, and by which method. */
  private static final List<Served> SERVED =
      List.of(
          new Served("POST", "chat/completions"),
          new Served("POST", "completions"),
          new Served("POST", "embeddings"),
          new Served("POST", "rerank"),
          new Served("POST", "images/generations"),
          new Served("POST", "audio/speech"),
          new Served("POST", "audio/transcriptions"),
          new Served("POST", "responses"),
          new Served("POST", "messages"),
          new Served("POST", "messages/count_tokens"),
          new Served("GET", "models"),
          new Served("GET", "models/{id}"),
          new Served("GET", "models/{id}/endpoints"),
          new Served("GET", "models/count"),
          new Served("GET", "providers"),
          new Served("GET", "key"),
          new Served("POST", "route/chat/completions"),
          new Served("POST", "route/completions"),
          new Served("POST", "route/embeddings"),
          new Served("POST", "route/rerank"),
          new Served("POST", "route/images/generations"),
          new Served("POST", "route/audio/speech"),
          new Served("POST", "route/audio/transcriptions"));

  /** What clients of other services look for, by its first part. */
  private static final Map<String, String> ELSEWHERE =
      Map.ofEntries(
          Map.entry("audio", "Of audio, speech and transcriptions are served and nothing else."),
          Map.entry("images", "Images are neither edited nor varied here."),
          Map.entry("videos", "Videos are not served."),
          Map.entry("moderations", "Moderations are not served."),
          Map.entry("files", "Files are not served."),
          Map.entry("uploads", "Files are not served."),
          Map.entry("batches", "Batches are not served."),
          Map.entry("fine_tuning", "Fine-tuning is not served."),
          Map.entry(
              "assistants", "The Assistants API is not served: use POST /v1/chat/completions."),
          Map.entry("threads", "The Assistants API is not served: use POST /v1/chat/completions."),
          Map.entry("realtime", "The Realtime API is not served."));

  /** A longer path is nobody's slip of the pen. */
  private static final int LONGEST = 120;

  private Addresses() {}

  private record Served(String method, String rest) {

    String address() {
      return "/" + VERSION + "/" + rest;
    }

    /** Whether that is what it answers behind {@code /v1/}. */
    boolean is(String tail) {
      int id = rest.indexOf('{');
      return id < 0
          ? tail.equals(rest)
          : tail.length() > id && tail.startsWith(rest.substring(0, id));
    }

    @Override
    public String toString() {
      return method + " " + address();
    }
  }

  static Failure notFound(String method, String path) {
    String list = SERVED.stream().map(Served::toString).collect(Collectors.joining(", "));
    return Failure.of(
            GatewayError.NOT_FOUND,
            "There is nothing at "
                + method
                + " "
                + shown(path)
                + "."
                + hint(path)
                + " This gateway serves "
                + list
                + "; the pages are / and /models/{id}.")
        .with("addresses", SERVED.stream().map(Served::toString).toList());
  }

  /**
   * @param allowed the methods that the address answers; empty where unknown
   */
  static Failure methodNotAllowed(String method, String allowed) {
    return Failure.of(
        GatewayError.METHOD_NOT_ALLOWED,
        "This address does not answer "
            + method
            + "."
            + (allowed.isEmpty() ? "" : " Use " + allowed + "."));
  }

  /** The method by which an address is answered; empty for one that is not listed. */
  static String method(String path) {
    String begin = "/" + VERSION + "/";
    return SERVED.stream()
        .filter(served -> path.startsWith(begin) && served.is(path.substring(begin.length())))
        .map(Served::method)
        .findFirst()
        .orElse("");
  }

  private static String shown(String path) {
    StringBuilder text = new StringBuilder();
    path.codePoints()
        .limit(LONGEST)
        .map(character -> Character.isISOControl(character) ? '?' : character)
        .forEach(text::appendCodePoint);
    return path.length() > LONGEST ? text + "…" : text.toString();
  }

  private static String hint(String path) {
    if (path.length() > LONGEST) {
      return "";
    }
    List<String> parts =
        Arrays.stream(path.toLowerCase(Locale.ROOT).split("/"))
            .filter(part -> !part.isEmpty())
            .toList();
    for (int at = 0; at < parts.size(); at++) {
      String tail = String.join("/", parts.subList(at, parts.size()));
      for (Served served : SERVED) {
        if (served.is(tail)) {
          return meant(served) + base(parts.subList(0, at));
        }
      }
    }
    List<String> rest = parts.subList(parts.lastIndexOf(VERSION) + 1, parts.size());
    if (rest.isEmpty()) {
      return "";
    }
    String elsewhere = ELSEWHERE.get(rest.getFirst());
    return elsewhere == null ? near(String.join("/", rest)) : " " + elsewhere;
  }

  private static String meant(Served served) {
    return " Did you mean " + served + "?";
  }

  /** What is wrong with what stands before an address that is served. */
  private static String base(List<String> before) {
    long versions = before.stream().filter(VERSION::equals).count();
    if (versions > 1) {
      return " The base URL names /v1 twice.";
    }
    if (versions == 0) {
      return " The base URL has to end in /v1.";
    }
    return before.size() == 1 ? "" : " The base URL has to be the host and /v1, nothing else.";
  }

  private static String near(String rest) {
    return SERVED.stream()
        .filter(served -> edits(rest, served.rest) <= Math.max(2, served.rest.length() / 4))
        .min(Comparator.comparingInt(served -> edits(rest, served.rest)))
        .map(Addresses::meant)
        .orElse("");
  }

  /** How many letters have to be put in, taken out or changed. */
  private static int edits(String one, String other) {
    int[] row = new int[other.length() + 1];
    Arrays.setAll(row, i -> i);
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int change = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[other.length()];
  }
}
