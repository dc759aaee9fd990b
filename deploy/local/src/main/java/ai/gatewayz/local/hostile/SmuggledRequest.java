package ai.gatewayz.local.hostile;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A request that some servers and proxies read differently, and another one behind it.
 *
 * @param reading what becomes of it
 */
public record SmuggledRequest(String name, Reading reading, byte[] bytes) {

  /** What is asked for behind it. */
  public static final String BEHIND = "/v1/behind";

  private static final String NEXT = "GET " + BEHIND + " HTTP/1.1\r\nHost: h\r\n\r\n";
  private static final String POST = "POST /v1/none HTTP/1.1\r\nHost: h\r\n";
  private static final String CHUNKED = POST + "Transfer-Encoding: chunked\r\n\r\n";

  public enum Reading {
    /** An error or nothing, and the connection ends. */
    REFUSED,
    /** An error; where it ends is beyond doubt, so that the connection may go on. */
    REFUSED_ALONE,
    /** There is one way to read it: two requests, two answers. */
    READ
  }

  public static Stream<SmuggledRequest> all() {
    return Stream.of(lengths(), codings(), lines(), chunks(), targets()).flatMap(List::stream);
  }

  private static List<SmuggledRequest> lengths() {
    List<SmuggledRequest> forms = new ArrayList<>();
    for (String length :
        List.of(
            "+5",
            "-5",
            "0x5",
            "5,5",
            "5, 5",
            "5 5",
            "5.0",
            "5e0",
            "5;",
            "five",
            "",
            "\"5\"",
            "99999999999999999999",
            "5\u000b",
            "5\0",
            "\u00b25")) {
      forms.add(refused("length " + length, POST + "Content-Length: " + length + "\r\n\r\nabcde"));
    }
    forms.add(read("length 05", POST + "Content-Length: 05\r\n\r\nabcde"));
    forms.add(read("length with spaces", POST + "Content-Length:  5 \r\n\r\nabcde"));
    forms.add(
        refused("equal lengths", POST + "Content-Length: 5\r\nContent-Length: 5\r\n\r\nabcde"));
    forms.add(refused("two lengths", POST + "Content-Length: 5\r\nContent-Length: 0\r\n\r\nabcde"));
    forms.add(refused("space before colon", POST + "Content-Length : 5\r\n\r\nabcde"));
    forms.add(refused("folded length", POST + "Content-Length:\r\n 5\r\n\r\nabcde"));
    return forms;
  }

  private static List<SmuggledRequest> codings() {
    List<SmuggledRequest> forms = new ArrayList<>();
    for (String coding :
        List.of(
            "chunked, xchunked",
            "xchunked, chunked",
            "xchunked",
            "chunked, identity",
            "identity",
            "identity, chunked",
            "gzip, chunked",
            "gzip",
            "\"chunked\"",
            "chunked;q=1",
            "chunked,",
            ",chunked",
            "chunked, chunked",
            "\u000bchunked",
            "chun\0ked",
            "chunked\u00a0",
            "")) {
      forms.add(
          refused("coding " + coding, POST + "Transfer-Encoding: " + coding + "\r\n\r\n0\r\n\r\n"));
    }
    forms.add(read("chunked", CHUNKED + "0\r\n\r\n"));
    forms.add(read("Chunked", POST + "Transfer-Encoding: Chunked\r\n\r\n0\r\n\r\n"));
    forms.add(read("no space before chunked", POST + "Transfer-Encoding:chunked\r\n\r\n0\r\n\r\n"));
    forms.add(read("tab before chunked", POST + "Transfer-Encoding:\tchunked\r\n\r\n0\r\n\r\n"));
    forms.add(refused("folded coding", POST + "Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n"));
    for (List<String> two :
        List.of(
            List.of("chunked", "identity"),
            List.of("identity", "chunked"),
            List.of("chunked", "chunked"))) {
      forms.add(
          refused(
              "two codings " + two,
              POST
                  + "Transfer-Encoding: "
                  + two.getFirst()
                  + "\r\n"
                  + "Transfer-Encoding: "
                  + two.getLast()
                  + "\r\n\r\n0\r\n\r\n"));
    }
    forms.add(
        refused(
            "length and coding",
            POST + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"));
    forms.add(
        refused(
            "coding and length",
            POST + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n"));
    forms.add(
        refused(
            "coding in HTTP/1.0",
            "POST /v1/none HTTP/1.0\r\nHost: h\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"));
    forms.add(
        refused(
            "coding, space before colon", POST + "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n"));
    forms.add(
        refused(
            "coding, tab before colon", POST + "Transfer-Encoding\t: chunked\r\n\r\n0\r\n\r\n"));
    return forms;
  }

  private static List<SmuggledRequest> lines() {
    return List.of(
        refused("bare line feeds", "POST /v1/none HTTP/1.1\nHost: h\nContent-Length: 0\n\n"),
        refused("one bare line feed", POST + "X: a\nContent-Length: 0\r\n\r\n"),
        refused("bare line feed at the end", POST + "Content-Length: 0\r\n\n"),
        refused("bare return in a value", POST + "X: a\rContent-Length: 5\r\n\r\n"),
        refused("bare return in a name", POST + "X\r: a\r\n\r\n"),
        refused("two returns", POST + "X: a\r\r\n\r\n"),
        refused("NUL in a name", POST + "X\0Y: a\r\n\r\n"),
        refused("NUL in a value", POST + "X: a\0b\r\n\r\n"),
        refused("control character in a value", POST + "X: a\u0001b\r\n\r\n"),
        refused("no colon", POST + "Xabc\r\n\r\n"),
        refused("no name", POST + ": abc\r\n\r\n"),
        refused("space in a name", POST + "X Y: abc\r\n\r\n"),
        refused("bracket in a name", POST + "X(: abc\r\n\r\n"),
        refused("accent in a name", POST + "X\u00e9: abc\r\n\r\n"),
        refused("first header folded", "POST /v1/none HTTP/1.1\r\n Host: h\r\n\r\n"));
  }

  private static List<SmuggledRequest> chunks() {
    List<SmuggledRequest> forms = new ArrayList<>();
    for (String size :
        List.of(
            "0x5",
            "+5",
            "-1",
            " 5",
            "5 ",
            "5 x",
            "5_",
            "",
            "g",
            "100000000000000005",
            "100000005",
            "5;a\n",
            "5;a=\"\n\"",
            "5;a\rb",
            "5,5")) {
      forms.add(refused("chunk size " + size, CHUNKED + size + "\r\nabcde\r\n0\r\n\r\n"));
    }
    forms.add(read("chunk extension", CHUNKED + "5;a=b\r\nabcde\r\n0\r\n\r\n"));
    forms.add(read("chunk size 005", CHUNKED + "005\r\nabcde\r\n0\r\n\r\n"));
    forms.add(read("chunk size 00", CHUNKED + "00\r\n\r\n"));
    forms.add(refused("line feed after a size", CHUNKED + "5\nabcde\r\n0\r\n\r\n"));
    forms.add(refused("line feed after a chunk", CHUNKED + "5\r\nabcde\n0\r\n\r\n"));
    forms.add(refused("nothing after a chunk", CHUNKED + "5\r\nabcde0\r\n\r\n"));
    forms.add(refused("letters after a chunk", CHUNKED + "5\r\nabcdeXX0\r\n\r\n"));
    forms.add(refused("line feeds at the end", CHUNKED + "0\n\n"));
    forms.add(read("trailer", CHUNKED + "0\r\nX: a\r\n\r\n"));
    forms.add(read("length in a trailer", CHUNKED + "0\r\nContent-Length: 50\r\n\r\n"));
    forms.add(refused("line feed after a trailer", CHUNKED + "0\r\nX: a\n\n"));
    forms.add(refused("trailer without a colon", CHUNKED + "0\r\nXabc\r\n\r\n"));
    forms.add(refused("trailer, space before colon", CHUNKED + "0\r\nX : a\r\n\r\n"));
    return forms;
  }

  private static List<SmuggledRequest> targets() {
    List<SmuggledRequest> forms = new ArrayList<>();
    for (String host : List.of("", "h, other", "h/x", "a@h", "h x", "h\\x", "h?x", "h;x")) {
      forms.add(refused("host " + host, "GET /v1/none HTTP/1.1\r\nHost: " + host + "\r\n\r\n"));
    }
    for (String target :
        List.of(
            "*", "v1/none", "/v1/none#f", "ftp://h/v1/none", "http://other/v1/none", "/v1/no ne")) {
      forms.add(refused("address " + target, "GET " + target + " HTTP/1.1\r\nHost: h\r\n\r\n"));
    }
    for (String version :
        List.of("HTTP/1.2", "HTTP/2.0", "HTTP/11.1", "HTTP/1.10", "http/1.1", "HTTP/1.1 ")) {
      forms.add(refused("version " + version, "GET /v1/none " + version + "\r\nHost: h\r\n\r\n"));
    }
    forms.add(refusedAlone("NUL in an address", "GET /v1/no\0ne HTTP/1.1\r\nHost: h\r\n\r\n"));
    forms.add(refusedAlone("braces", "GET /v1/{none} HTTP/1.1\r\nHost: h\r\n\r\n"));
    forms.add(refused("no version", "GET /v1/none\r\n\r\n"));
    forms.add(refused("no host", "GET /v1/none HTTP/1.1\r\nX: y\r\n\r\n"));
    forms.add(refused("two hosts", "GET /v1/none HTTP/1.1\r\nHost: h\r\nHost: other\r\n\r\n"));
    forms.add(refused("equal hosts", "GET /v1/none HTTP/1.1\r\nHost: h\r\nHost: h\r\n\r\n"));
    forms.add(refused("a tunnel", "CONNECT h:80 HTTP/1.1\r\nHost: h:80\r\n\r\n"));
    forms.add(refused("bracket in a method", "G(T /v1/none HTTP/1.1\r\nHost: h\r\n\r\n"));
    forms.add(read("the host twice, equal", "GET http://h/v1/none HTTP/1.1\r\nHost: h\r\n\r\n"));
    forms.add(read("plain", "GET /v1/none HTTP/1.1\r\nHost: h\r\n\r\n"));
    forms.add(
        read(
            "upgrade to HTTP/2",
            "GET /v1/none HTTP/1.1\r\nHost: h\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n"));
    return forms;
  }

  private static SmuggledRequest refused(String name, String request) {
    return new SmuggledRequest(name, Reading.REFUSED, bytes(request + NEXT));
  }

  private static SmuggledRequest refusedAlone(String name, String request) {
    return new SmuggledRequest(name, Reading.REFUSED_ALONE, bytes(request + NEXT));
  }

  private static SmuggledRequest read(String name, String request) {
    return new SmuggledRequest(name, Reading.READ, bytes(request + NEXT));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  @Override
  public String toString() {
    return reading + " " + name.replaceAll("\\p{Cntrl}", "?");
  }
}
