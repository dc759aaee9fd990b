package ai.gatewayz.edge;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps what a caller sends ahead on a connection of HTTP/1 until the answer before has ended and
 * he has taken it. The server behind would keep any number of requests, and write their answers for
 * somebody who reads none. Whoever sends more ahead than is kept is hung up on. Added while the
 * first request of its connection is at work.
 */
final class SentAhead extends ChannelDuplexHandler {

  /** Requests of one connection. */
  static final int MOST = 128;

  /** What the objects of a request, or of a piece of its body, take beside their bytes. */
  private static final int REQUEST = 512;

  private static final int PIECE = 128;

  private final AtomicLong room;
  private final Queue<Object> kept = new ArrayDeque<>(0);
  private boolean answering = true;
  private int requests;
  private long bytes;
  private boolean over;
  private boolean garbled;

  /**
   * @param room how many bytes all connections together may keep beside those that they do
   */
  SentAhead(AtomicLong room) {
    this.room = room;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    garbled |= message instanceof HttpContent body && body.decoderResult().isFailure();
    boolean begins = message instanceof HttpRequest;
    if (over) {
      // Decoded with what came before it.
      ReferenceCountUtil.release(message);
    } else if (kept.isEmpty() && !(begins && waits(context))) {
      answering |= begins;
      context.fireChannelRead(message);
    } else {
      keep(context, message);
    }
  }

  /** Whether a body came that cannot be read. Nothing that follows it can be. */
  boolean garbled() {
    return garbled;
  }

  private boolean waits(ChannelHandlerContext context) {
    return answering || !context.channel().isWritable();
  }

  private void keep(ChannelHandlerContext context, Object message) {
    kept.add(message);
    requests += message instanceof HttpRequest ? 1 : 0;
    long more = size(message);
    bytes += more;
    if (room.addAndGet(-more) < 0 || requests > MOST) {
      over = true;
      forget();
      context.close();
    }
  }

  private static long size(Object message) {
    long size = 0;
    if (message instanceof HttpRequest request) {
      size += REQUEST + request.uri().length();
      for (Map.Entry<String, String> header : request.headers()) {
        size += header.getKey().length() + header.getValue().length() + PIECE;
      }
    }
    return message instanceof HttpContent content
        ? size + PIECE + content.content().readableBytes()
        : size;
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    boolean ends =
        message instanceof LastHttpContent
            && !(message instanceof HttpResponse head
                && head.status().codeClass() == HttpStatusClass.INFORMATIONAL);
    context.write(message, promise);
    if (ends) {
      answering = false;
      if (!kept.isEmpty()) {
        // The server says the end before it takes the next.
        context.executor().execute(() -> goOn(context));
      }
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    context.fireChannelWritabilityChanged();
    goOn(context);
  }

  private void goOn(ChannelHandlerContext context) {
    boolean some = false;
    while (!kept.isEmpty() && !(kept.peek() instanceof HttpRequest && waits(context))) {
      Object message = kept.remove();
      if (message instanceof HttpRequest) {
        answering = true;
        requests--;
      }
      long less = size(message);
      bytes -= less;
      room.addAndGet(less);
      some = true;
      context.fireChannelRead(message);
    }
    if (some) {
      context.fireChannelReadComplete();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    forget();
    context.fireChannelInactive();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    forget();
  }

  private void forget() {
    kept.forEach(ReferenceCountUtil::release);
    kept.clear();
    requests = 0;
    room.addAndGet(bytes);
    bytes = 0;
  }
}
