package dev.gantry.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class UnpooledBodiesTest {

  private final EmbeddedChannel channel = new EmbeddedChannel();

  @Test
  void releasesThePoolsBytesBeforeTheyAreQueued() {
    channel.pipeline().addLast("handler", new ChannelInboundHandlerAdapter());
    UnpooledBodies.addTo(channel.pipeline());
    ByteBuf pooled = PooledByteBufAllocator.DEFAULT.directBuffer().writeBytes(new byte[] {65, 66});

    channel.writeInbound(new DefaultHttpContent(pooled));

    HttpContent passed = channel.readInbound();
    assertThat(pooled.refCnt()).isZero();
    assertThat(passed.content().toString(StandardCharsets.US_ASCII)).isEqualTo("AB");
    assertThat(passed.content().hasArray()).isTrue();
  }

  @Test
  void keepsTheEndOfABodyTheEnd() {
    channel.pipeline().addLast("handler", new ChannelInboundHandlerAdapter());
    UnpooledBodies.addTo(channel.pipeline());
    ByteBuf pooled = PooledByteBufAllocator.DEFAULT.directBuffer().writeBytes(new byte[] {65});

    channel.writeInbound(new DefaultLastHttpContent(pooled));
    channel.writeInbound(LastHttpContent.EMPTY_LAST_CONTENT);

    assertThat(channel.<Object>readInbound()).isInstanceOf(LastHttpContent.class);
    assertThat(channel.<Object>readInbound()).isSameAs(LastHttpContent.EMPTY_LAST_CONTENT);
    assertThat(pooled.refCnt()).isZero();
  }
}
