package ai.gatewayz.catalog.replicas;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** Follows a replica's stream of changes as an event source in a browser does. */
final class Follower implements AutoCloseable {

  private final HttpClient http = HttpClient.newHttpClient();
  private final BufferedReader lines;
  private String lastId;

  /**
   * @param lastId of the last event that was seen elsewhere; null to begin with what is new
   */
  Follower(URI stream, String lastId) throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(stream);
    if (lastId != null) {
      request.header("Last-Event-ID", lastId);
    }
    HttpResponse<InputStream> answer =
        http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    if (answer.statusCode() != 200) {
      throw new IOException("status " + answer.statusCode());
    }
    this.lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
    this.lastId = lastId;
    until(":");
  }

  /** The data of the next change. */
  String next() throws IOException {
    return until("data:");
  }

  private String until(String start) throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("id:")) {
        lastId = line.substring(3).strip();
      }
      if (line.startsWith(start)) {
        return line;
      }
    }
    throw new IOException("the stream ended");
  }

  /** What to resume by. */
  String lastId() {
    return lastId;
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
