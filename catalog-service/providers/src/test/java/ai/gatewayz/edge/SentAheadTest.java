package ai.gatewayz.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SentAheadTest {

  private static final long ROOM = 1_000_000;

  private final AtomicLong room = new AtomicLong(ROOM);
  private final SentAhead sentAhead = new SentAhead(room);
  private final EmbeddedChannel channel = new EmbeddedChannel(sentAhead);

  private void request(String uri) {
    channel.writeInbound(new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, uri));
    channel.writeInbound(LastHttpContent.EMPTY_LAST_CONTENT);
  }

  private void answer() {
    channel.writeOutbound(
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, HttpResponseStatus.OK, Unpooled.EMPTY_BUFFER));
    channel.runPendingTasks();
  }

  /** The address of what the server sees next; null where there is nothing. */
  private String seen() {
    Object next = channel.readInbound();
    while (next != null && !(next instanceof HttpRequest)) {
      ReferenceCountUtil.release(next);
      next = channel.readInbound();
    }
    return next == null ? null : ((HttpRequest) next).uri();
  }

  @Test
  void oneIsAnsweredAfterTheOther() {
    request("/1");
    request("/2");
    assertNull(seen());
    answer();
    assertEquals("/1", seen());
    assertNull(seen());
    answer();
    assertEquals("/2", seen());
    assertEquals(ROOM, room.get());
    answer();
    request("/3");
    assertEquals("/3", seen());
  }

  @Test
  void aBodyGoesOnWithItsRequest() {
    channel.writeInbound(new DefaultHttpContent(Unpooled.wrappedBuffer(new byte[10])));
    Object body = channel.readInbound();
    assertEquals(10, ((DefaultHttpContent) body).content().readableBytes());
    ReferenceCountUtil.release(body);
  }

  @Test
  void toldToGoOnIsNoAnswer() {
    request("/1");
    channel.writeOutbound(
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER));
    channel.writeOutbound(new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK));
    channel.runPendingTasks();
    assertNull(seen());
    channel.writeOutbound(LastHttpContent.EMPTY_LAST_CONTENT);
    channel.runPendingTasks();
    assertEquals("/1", seen());
  }

  @Test
  void whoSendsTooManyIsHungUpOn() {
    for (int i = 0; i < SentAhead.MOST; i++) {
      request("/" + i);
    }
    assertTrue(channel.isOpen());
    channel.writeInbound(new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/more"));
    assertFalse(channel.isOpen());
    ByteBuf decodedWithIt = Unpooled.buffer();
    sentAhead.channelRead(null, new DefaultHttpContent(decodedWithIt));
    assertEquals(0, decodedWithIt.refCnt());
    assertNull(seen());
    assertEquals(ROOM, room.get());
  }

  @Test
  void whatIsSentAheadTakesFromTheRoomOfAll() {
    room.set(10_000);
    request("/1");
    ByteBuf body = Unpooled.wrappedBuffer(new byte[9_000]);
    channel.writeInbound(new DefaultHttpContent(body.retain()));
    assertTrue(channel.isOpen());
    assertTrue(room.get() < 1_000);
    channel.writeInbound(new DefaultHttpContent(Unpooled.wrappedBuffer(new byte[1_000])));
    assertFalse(channel.isOpen());
    assertEquals(10_000, room.get());
    assertEquals(1, body.refCnt());
    body.release();
  }

  @Test
  void nothingIsAnsweredForSomebodyWhoDoesNotRead() {
    answer();
    channel.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
    channel.runPendingTasks();
    request("/1");
    assertNull(seen());
    channel.unsafe().outboundBuffer().setUserDefinedWritability(1, true);
    channel.runPendingTasks();
    assertEquals("/1", seen());
  }

  @Test
  void whoLeavesTakesAllWithHim() {
    request("/1");
    ByteBuf body = Unpooled.wrappedBuffer(new byte[10]);
    channel.writeInbound(new DefaultHttpContent(body.retain()));
    channel.close();
    assertNull(seen());
    assertEquals(1, body.refCnt());
    assertEquals(ROOM, room.get());
    body.release();
  }
}
