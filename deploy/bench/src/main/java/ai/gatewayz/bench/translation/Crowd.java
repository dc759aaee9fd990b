package ai.gatewayz.bench.translation;

import ai.gatewayz.bench.Setting;
import ai.gatewayz.bench.gateway.Figures;
import ai.gatewayz.bench.gateway.Streams;
import java.util.ArrayList;
import java.util.List;

/** Many translated streams of one protocol at once, each slow, every piece of them counted. */
record Crowd(Way way, Streams.Held held) {

  static final int STREAMS = 512;

  private static final int PIECES = 60;
  private static final int PAUSE_MILLIS = 120;

  static List<Crowd> each(Setting setting, List<Way> ways) throws InterruptedException {
    List<Crowd> crowds = new ArrayList<>();
    for (Way way : ways) {
      if (way.by().equals(Way.TRANSLATED)) {
        setting.progress().line(STREAMS + " streams at once: " + way.name());
        crowds.add(new Crowd(way, Streams.hold(way.target(), STREAMS, PIECES, PAUSE_MILLIS)));
      }
    }
    return crowds;
  }

  String words() {
    return held.broken() == 0
        ? Figures.whole(held.pieces()) + " pieces, none lost"
        : held.broken() + " broken: " + held.first();
  }
}
